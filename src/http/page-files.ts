import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** A file of the page as it is sent. */
export interface PageFile {
  readonly body: Buffer;
  readonly gzipped: Buffer;
  /** Hash of the content: all files of a package have the same time, so times and sizes cannot reveal an upgrade. */
  readonly etag: string;
  /** For `Content-Type`: `.js`, `.css`, … */
  readonly extension: string;
}

/** All files of the page, read once: together they are smaller than one photograph. */
export interface PageFiles {
  /** Changes with the content of any file; files are served below `/page/<version>/`, and may be cached forever. */
  readonly version: string;
  readonly files: ReadonlyMap<string, PageFile>;
}

/** Documents refer to their files as `page/…`; this adds the version, and preloads all modules that they need. */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  const texts = await readTexts(folder);
  const hash = createHash("sha256");
  for (const [name, text] of texts) hash.update(`${name}\0${text}\0`);
  const version = hash.digest("hex").slice(0, 12);
  const files = new Map<string, PageFile>();
  for (const [name, text] of texts) {
    const isDocument = name.endsWith(".html");
    const sent = isDocument ? addVersion(preloadModules(text, texts), version) : text;
    files.set(name, await packFile(name, sent));
  }
  return { version, files };
}

const sentFiles = /\.(html|css|js|svg)$/;

async function readTexts(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => sentFiles.test(name)).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return new Map(names.map((name, at) => [name, texts[at] ?? ""]));
}

/** Otherwise the browser would discover each module only from its importer, one after the other. */
function preloadModules(document: string, texts: ReadonlyMap<string, string>): string {
  return document.replace(/<script type="module" src="page\/([\w-]+\.js)">/g, (script, entry: string) => {
    const needed = [...collectImports(entry, texts)].filter((name) => name !== entry);
    return needed.map((name) => `<link rel="modulepreload" href="page/${name}" />\n    `).join("") + script;
  });
}

/** The module and all its static imports, direct or not; dynamic imports load on demand. */
function collectImports(entry: string, texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set([entry]);
  // Iteration over a set includes items that are added during the iteration.
  for (const name of found) {
    const imports = (texts.get(name) ?? "").matchAll(
      /(?:^|[;}])(?:import|export)\s*(?:[^"';]*from\s*)?"\.\/([\w-]+\.js)"/gm,
    );
    for (const [, imported] of imports) if (imported !== undefined) found.add(imported);
  }
  return found;
}

function addVersion(document: string, version: string): string {
  return document.replaceAll('="page/', `="page/${version}/`);
}

async function packFile(name: string, text: string): Promise<PageFile> {
  const body = Buffer.from(text);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 16)}"`;
  return { body, gzipped: await promisify(gzip)(body), etag, extension: extname(name) };
}
