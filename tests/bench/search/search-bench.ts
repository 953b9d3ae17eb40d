import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { benchAnswers } from "./answers-bench.js";
import { timeSearch, timeSearches } from "./ask-server.js";
import { ingestPapers, timeBareModel } from "./ingest-bench.js";
import { measureRecall } from "./measure-recall.js";
import { type BenchPaper, readPapers } from "./papers.js";
import { type BenchServer, startServer } from "./server.js";
import { percentile, type Row } from "./statistics.js";

const run = promisify(execFile);
const corpusSize = 87_243;
const queryCount = 400;
/** Queries for facets, explanations and several clients. */
const answerCount = 1_600;
const ingestCount = 2_000;

/** Search over the whole corpus over HTTP with one client, idle and during ingest. */
export async function benchSearch(
  corpus: { papers: string; vectors: string },
  tell: (line: string) => void,
): Promise<Row[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "paperkin-bench-"));
  try {
    const importSeconds = await importCorpus(corpus, dataDir);
    tell(`${corpusSize} papers with their vectors imported in ${importSeconds.toFixed(0)} s`);
    // The first start creates the queue's database.
    await (await startServer(dataDir)).stop();
    const server = await startServer(dataDir);
    const rows = [startRow(server.startMs), ...(await measureServer(server, corpus, tell))];
    await server.stop();
    const recall = await measureRecall(dataDir);
    return [
      {
        what: "recall@10 of HNSW against an exact scan",
        figure: recall.toFixed(4),
        goal: "≥ 0.995",
        met: recall >= 0.995,
      },
      ...rows,
    ];
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

export async function importCorpus(corpus: { papers: string; vectors: string }, dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const cli = fileURLToPath(new URL("../../src/cli/main.js", import.meta.url));
  await run(process.execPath, [cli, "ingest", corpus.papers, "--vectors", corpus.vectors, "--data-dir", dataDir], {
    maxBuffer: 1e8,
  });
  if (!existsSync(join(dataDir, "papers.sqlite"))) throw new Error("the import left no store");
  return (performance.now() - startedAt) / 1000;
}

function startRow(startMs: number): Row {
  return {
    what: `start with saved indexes of ${corpusSize} papers`,
    figure: `${(startMs / 1000).toFixed(1)} s`,
    goal: "≤ 4 s",
    met: startMs <= 4_000,
  };
}

async function measureServer(
  server: BenchServer,
  corpus: { papers: string },
  tell: (line: string) => void,
): Promise<Row[]> {
  const titles = await readPapers(corpus.papers, { skip: 3_000, count: 3 * queryCount + answerCount });
  const questions = titles.map(({ title }) => `what is known about ${title.toLowerCase()}`);
  // Each mode has its own queries, as the service caches query vectors.
  const take = (place: number) => questions.slice(place * queryCount, (place + 1) * queryCount);
  const timed = {
    keyword: await timeSearches(server.url, take(0), { mode: "keyword" }),
    semantic: await timeSearches(server.url, take(1), { mode: "semantic" }),
    hybrid: await timeSearches(server.url, take(2)),
  };
  const bare = await timeBareModel(await readPapers(corpus.papers, { count: 64 }));
  tell(`the bare model embeds a query in ${bare.queryMs.toFixed(2)} ms (p50) on this machine`);
  for (const [mode, samples] of Object.entries(timed))
    tell(`${mode}: p50 ${percentile(samples, 0.5).toFixed(2)} ms, p95 ${percentile(samples, 0.95).toFixed(2)} ms`);
  const idle = timed.hybrid;
  const answers = await benchAnswers(server.url, questions.slice(3 * queryCount));
  const busy = await measureBusy(server, corpus, questions);
  const ratio = percentile(busy.samples, 0.95) / percentile(idle, 0.95);
  return [
    latencyRow("keyword", { samples: timed.keyword, share: 0.5, goalMs: 2.5 }),
    latencyRow("semantic", { samples: timed.semantic, share: 0.5, goalMs: 5 }),
    latencyRow("hybrid", { samples: idle, share: 0.5, goalMs: 6 }),
    latencyRow("hybrid", { samples: idle, share: 0.95, goalMs: 15 }),
    ...answers,
    {
      what: "hybrid p95 during ingest at full speed, against idle",
      figure: `${ratio.toFixed(1)} ×`,
      goal: "≤ 4 ×",
      met: ratio <= 4,
    },
    {
      what: "event loop p99 delay during ingest",
      figure: `${busy.loopDelayMs.toFixed(1)} ms`,
      goal: "≤ 20 ms",
      met: busy.loopDelayMs <= 20,
    },
    {
      what: "peak memory of the process while ingesting",
      figure: `${busy.memory} MiB`,
      goal: "≤ 1,200 MiB",
      met: busy.memory <= 1_200,
    },
  ];
}

function latencyRow(
  mode: string,
  { samples, share, goalMs }: { samples: readonly number[]; share: number; goalMs: number },
): Row {
  const value = percentile(samples, share);
  const what = `${mode} search over ${corpusSize} papers, HTTP, p${share * 100}`;
  return { what, figure: `${value.toFixed(1)} ms`, goal: `≤ ${goalMs} ms`, met: value <= goalMs };
}

interface Busy {
  readonly samples: readonly number[];
  readonly loopDelayMs: number;
  readonly memory: number;
}

/** Sends hybrid queries while new papers are ingested. */
async function measureBusy(
  server: BenchServer,
  corpus: { papers: string },
  questions: readonly string[],
): Promise<Busy> {
  const papers = (await readPapers(corpus.papers, { count: ingestCount })).map((paper): BenchPaper => ({
    ...paper,
    id: `again:${paper.id}`,
  }));
  await server.readLoopDelay();
  let running = true;
  const ingest = ingestPapers(server.url, papers).finally(() => {
    running = false;
  });
  const samples: number[] = [];
  for (let turn = 0; running; turn += 1)
    samples.push(await timeSearch(server.url, `${questions[turn % questions.length]} ${turn}`));
  await ingest;
  return { samples, loopDelayMs: await server.readLoopDelay(), memory: server.readPeakMemory() };
}
