import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { mapAnswerSchema, mapStateSchema } from "../../src/domain/map/answer.js";
import { timeSearch } from "./ask-server.js";
import { measureLayout } from "./measure-layout.js";
import { readPapers } from "./papers.js";
import { importCorpus } from "./search/libraries.js";
import { type BenchServer, startServer } from "./server.js";
import { percentile, type Row } from "./statistics.js";

const questions = 200;
const pollMs = 250;

/** Draws the map of the whole corpus in a server that answers queries at the same time. */
export async function benchMap(
  corpus: { readonly papers: string; readonly vectors: string },
  tell: (line: string) => void,
): Promise<Row[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "paperkin-bench-map-"));
  try {
    await importCorpus(corpus, dataDir);
    tell("papers and vectors imported");
    return await measureMap(dataDir, corpus.papers, tell);
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

/** The same over an existing data folder. */
export async function measureMap(dataDir: string, papers: string, tell: (line: string) => void): Promise<Row[]> {
  const titles = (await readPapers(papers, { count: questions })).map(({ title }) => title);
  // The first start creates the queue's database.
  await (await startServer(dataDir)).stop();
  const server = await startServer(dataDir);
  try {
    for (const title of titles.slice(0, 20)) await timeSearch(server.url, title);
    const before = server.readPeakMemory();
    await server.readLoopDelay();
    const { seconds, waits } = await draw(server, titles);
    const loopMs = await server.readLoopDelay();
    const memory = server.readPeakMemory() - before;
    tell(`drawn in ${seconds.toFixed(0)} s`);
    const { bytes, map } = await fetchMap(server);
    const quality = await measureLayout(dataDir, map);
    const p95 = percentile(waits, 0.95);
    return [
      { what: `map of ${map.total} papers`, figure: `${seconds.toFixed(0)} s`, goal: "≤ 300 s", met: seconds <= 300 },
      { what: "memory that drawing adds at its peak", figure: `${memory} MiB`, goal: "≤ 700 MiB", met: memory <= 700 },
      { what: "search meanwhile, p95", figure: `${p95.toFixed(0)} ms`, goal: "", met: true },
      { what: "event loop meanwhile, p99", figure: `${loopMs.toFixed(1)} ms`, goal: "≤ 20 ms", met: loopMs <= 20 },
      { what: "map as it is sent", figure: `${(bytes / 1e6).toFixed(2)} MB`, goal: "≤ 2 MB", met: bytes <= 2e6 },
      ...quality,
    ];
  } finally {
    await server.stop();
  }
}

async function draw(server: BenchServer, titles: readonly string[]): Promise<{ seconds: number; waits: number[] }> {
  const startedAt = performance.now();
  const waits: number[] = [];
  await fetch(`${server.url}/v1/map?anew=true`, { method: "POST" });
  for (let number = 0; ; number += 1) {
    const state = mapStateSchema.parse(await (await fetch(`${server.url}/v1/map/state`)).json());
    if (state.failure !== undefined) throw new Error(state.failure);
    if (state.stage === undefined) return { seconds: (performance.now() - startedAt) / 1000, waits };
    waits.push(await timeSearch(server.url, titles[number % titles.length] ?? ""));
    await delay(pollMs);
  }
}

async function fetchMap({ url }: BenchServer) {
  const response = await fetch(`${url}/v1/map`, { headers: { "Accept-Encoding": "gzip" } });
  const bytes = Number(response.headers.get("content-length"));
  return { bytes, map: mapAnswerSchema.parse(await response.json()) };
}
