import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { AppError } from "../../../src/errors.js";
import { startServer } from "../server.js";

const run = promisify(execFile);

/** A compiled checkout. */
export interface Build {
  readonly name: string;
  /** The folder of compiled files. */
  readonly dist: string;
}

export const ownBuild: Build = { name: "own", dist: fileURLToPath(new URL("../../../", import.meta.url)) };

/** Throws `bad_input` if the folder is no compiled checkout. */
export function findBuild(checkout: string): Build {
  const dist = join(resolve(checkout), "dist");
  if (!existsSync(join(dist, "src", "main.js")))
    throw new AppError("bad_input", `${checkout} is no compiled checkout (it has no dist/src/main.js)`);
  return { name: "against", dist };
}

export function findMain({ dist }: Build): string {
  return join(dist, "src", "main.js");
}

interface Corpus {
  readonly papers: string;
  readonly vectors: string;
}

/** This file exists once the import is complete. */
const finished = "bench-finished";

/** The library of a build in a folder, which it imports and opens itself unless an earlier run has left it there. */
export async function makeLibrary(
  build: Build,
  { corpus, dataDir, tell }: { corpus: Corpus; dataDir: string; tell: (line: string) => void },
): Promise<void> {
  if (existsSync(join(dataDir, finished))) return;
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  const seconds = await importCorpus(corpus, dataDir, build);
  tell(`${build.name}: papers with their vectors imported in ${seconds.toFixed(0)} s`);
  // The first start creates the queue's database.
  await (await startServer(dataDir, {}, findMain(build))).stop();
  await writeFile(join(dataDir, finished), "");
}

/** Returns the seconds that it took. */
export async function importCorpus(corpus: Corpus, dataDir: string, build = ownBuild): Promise<number> {
  const startedAt = performance.now();
  const cli = join(build.dist, "src", "cli", "main.js");
  await run(process.execPath, [cli, "ingest", corpus.papers, "--vectors", corpus.vectors, "--data-dir", dataDir], {
    maxBuffer: 1e8,
  });
  if (!existsSync(join(dataDir, "papers.sqlite"))) throw new Error("the import left no store");
  return (performance.now() - startedAt) / 1000;
}
