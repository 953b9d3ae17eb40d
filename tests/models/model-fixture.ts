import { createHash } from "node:crypto";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { zipSync } from "fflate";
import type { FetchProgress, ModelSpec } from "../../src/ports/models/model-store.js";

/** A small stand-in for a model; the store never parses its files. */
export const contents: Readonly<Record<string, Uint8Array>> = {
  "onnx/model_quantized.onnx": Buffer.from("weights ".repeat(20_000)),
  "tokenizer.json": Buffer.from('{"model":{"type":"WordPiece"}}'),
};

const entries = { "onnx/model_quantized.onnx": "tiny-q.onnx", "tokenizer.json": "tiny-q-tokenizer.json" };

export const tiny: ModelSpec = {
  id: "tiny",
  title: "A tiny model",
  repo: "someone/tiny-onnx",
  revision: "a".repeat(40),
  licence: "MIT",
  architecture: "bert",
  dtype: "q8",
  dimensions: 4,
  pooling: "cls",
  queryPrefix: "",
  documentPrefix: "",
  languages: "en",
  cosines: { unrelated: 0.5, spread: 0.1 },
  maxTokens: 16,
  hashSource: "Computed by the test.",
  files: Object.entries(contents).map(([path, content]) => ({
    path,
    bytes: content.byteLength,
    sha256: createHash("sha256").update(content).digest("hex"),
  })),
  maven: { artifact: "org.example:tiny:1.0", bytes: 1000, entries },
};

/** A port without a listener, and a command that does not exist. */
export const nowhere = { hubEndpoint: "http://127.0.0.1:2", mavenCommand: "paperkin-no-such-command" };

export async function writeModel(folder: string, name = (path: string) => path): Promise<void> {
  for (const [path, content] of Object.entries(contents)) {
    const target = join(folder, name(path));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

export function zipModel(changed: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const files = Object.entries(entries).map(([path, entry]) => [entry, changed[path] ?? contents[path]!] as const);
  return zipSync({ "META-INF/MANIFEST.MF": Buffer.from("x"), ...Object.fromEntries(files) });
}

/** A program that accepts Maven's arguments and copies the jar to the folder they name. */
export async function writeFakeMaven(folder: string, jar: Uint8Array): Promise<string> {
  const command = join(folder, "fake-mvn");
  await writeFile(join(folder, "tiny.jar"), jar);
  await writeFile(
    command,
    `#!/bin/sh\nfor word in "$@"; do case "$word" in -DoutputDirectory=*) out="\${word#*=}";; esac; done\ncp "${folder}/tiny.jar" "$out/tiny-1.0.jar"\n`,
  );
  await chmod(command, 0o755);
  return command;
}

export interface FakeHub {
  readonly url: string;
  readonly asked: string[];
  close(): Promise<void>;
}

export async function startHub(answer: RequestListener): Promise<FakeHub> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Serves files by path, like the hub. `changed` replaces the content of a path. */
export function serveModel(changed: Readonly<Record<string, Uint8Array>> = {}): RequestListener {
  const prefix = `/${tiny.repo}/resolve/${tiny.revision}/`;
  return (request, response) => {
    const path = request.url?.startsWith(prefix) ? request.url.slice(prefix.length) : "";
    const content = changed[path] ?? contents[path];
    if (!content) return void response.writeHead(404).end();
    response.writeHead(200, { "content-length": content.byteLength }).end(content);
  };
}

export function collectProgress(): {
  readonly seen: FetchProgress[];
  readonly report: (progress: FetchProgress) => void;
} {
  const seen: FetchProgress[] = [];
  return { seen, report: (progress) => void seen.push(progress) };
}
