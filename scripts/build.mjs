#!/usr/bin/env node
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, extname, join, relative, sep } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { root, runProgram, runStep, SetupError } from "./run-step.mjs";

const dist = join(root, "dist");
const marker = join(dist, ".built-from");
const web = join("src", "web");
/** Entry points of the web pages and the API docs. Each is served under its own name, without its folder. */
const pageEntries = [
  "shell/apply-theme.ts",
  "app/app.tsx",
  "app/app.css",
  "add/add.tsx",
  "add/add.css",
  "add/add-dialog.css",
  "desk/desk.tsx",
  "desk/desk.css",
  "docs/docs.css",
];
/** The entry points whose documents the server fills: they differ in their style sheet and their script. */
const filled = ["app", "desk"];
const filledDocument = join(web, "server", "document.html");
const folders = ["src", "workers", "models", "scripts", join("tests", "bench"), join("tests", "support")];
const configs = ["tsconfig.json", "tsconfig.build.json", join("scripts", "build.mjs")];
const copied = /\.(html|svg)$/;

/** Whether dist was built from the current sources. */
export function buildIsFresh() {
  return existsSync(marker) && readFileSync(marker, "utf8") === hashSources();
}

/** Compiles the service and the page into dist, and removes output that has no source. */
export async function build() {
  const hash = hashSources();
  rmSync(marker, { force: true });
  await compile("tsconfig.build.json");
  removeStale();
  await bundlePage();
  chmodSync(join(dist, "src", "cli", "main.js"), 0o755);
  writeFileSync(marker, hash);
}

/** Runs this checkout's compiler with Node, because `tsc` on the PATH may be another one. */
async function compile(project) {
  const compilerPackage = createRequire(join(root, "package.json")).resolve("typescript/package.json");
  const { bin } = JSON.parse(readFileSync(compilerPackage, "utf8"));
  const compiler = join(dirname(compilerPackage), bin.tsc);
  await runProgram(process.execPath, { args: [compiler, "-p", join(root, project), "--noEmitOnError"] });
}

/**
 * Bundles the modules of each document into a few small files, which a browser loads in half the time of one file per
 * module. Shared code and code loaded on demand stay in separate files.
 */
async function bundlePage() {
  const { build: bundle } = await import("esbuild");
  await bundle({
    entryPoints: pageEntries.map((path) => ({ in: join(root, web, path), out: basename(path, extname(path)) })),
    outdir: join(dist, web),
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    chunkNames: "[name]-[hash]",
    logLevel: "warning",
  });
  // Outside of the folder that is served.
  await bundle({
    entryPoints: [join(root, web, "server", "render-page.tsx")],
    outdir: join(dist, "page"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: true,
    tsconfig: join(root, web, "tsconfig.json"),
    logLevel: "warning",
  });
  for (const file of listFiles(web).filter((path) => copied.test(path) && path !== filledDocument)) {
    copyFileSync(join(root, file), join(dist, web, basename(file)));
  }
  const document = readFileSync(join(root, filledDocument), "utf8");
  for (const name of filled) writeFileSync(join(dist, web, `${name}.html`), document.replaceAll("{name}", name));
}

/** Hashes names and contents, because file times mean nothing after a checkout. */
function hashSources() {
  const hash = createHash("sha256");
  for (const file of [...folders.flatMap(listFiles), ...configs]) {
    hash.update(`${file}\0`);
    if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

/** Files below a folder, relative to the root; models/cache contains weights, not sources. */
function listFiles(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      // It may be a link to weights that several checkouts share.
      if (path === join("models", "cache")) return [];
      if (entry.isDirectory()) return listFiles(path);
      return [path];
    });
}

/**
 * A test or a package must never find the compiled form of a deleted or renamed file. The page's files have other names
 * than their sources and are rebuilt each time.
 */
function removeStale() {
  for (const path of listFiles("dist")) {
    const output = relative("dist", path);
    if (path === relative(root, marker)) continue;
    const source = output.replace(/\.(js(\.map)?|d\.ts)$/, ".ts");
    const isOurs = folders.some((folder) => source.startsWith(`${folder}${sep}`)) && !source.startsWith(`${web}${sep}`);
    if (!isOurs || !existsSync(join(root, source))) rmSync(join(root, path));
  }
}

if (argv[1] !== undefined && basename(argv[1]) === basename(fileURLToPath(import.meta.url))) {
  try {
    await runStep("compiling to dist", build);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
