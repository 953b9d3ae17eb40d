import { ingestPapers } from "../ingest-bench.js";
import { type BenchPaper, readPapers } from "../papers.js";
import type { BenchServer } from "../server.js";
import { percentile, type Row } from "../statistics.js";
import type { Client } from "./ask.js";
import type { Question } from "./questions.js";

const ingestCount = 2_000;
const idleCount = 200;

interface Asked {
  readonly server: BenchServer;
  readonly client: Client;
  readonly takeQuestions: (count: number) => readonly Question[];
}

/** Hybrid searches of one client while new papers are ingested at full speed. */
export async function measureDuringIngest(corpus: { readonly papers: string }, asked: Asked): Promise<Row[]> {
  const { server, client, takeQuestions } = asked;
  const idle: number[] = [];
  for (const question of takeQuestions(idleCount)) idle.push(await client.ask("hybrid", question));
  const papers = (await readPapers(corpus.papers, { count: ingestCount })).map((paper): BenchPaper => ({
    ...paper,
    id: `again:${paper.id}`,
  }));
  await server.readLoopDelay();
  let running = true;
  const ingest = ingestPapers(server.url, papers).finally(() => {
    running = false;
  });
  const busy: number[] = [];
  while (running) for (const question of takeQuestions(1)) busy.push(await client.ask("hybrid", question));
  await ingest;
  const ratio = percentile(busy, 0.95) / percentile(idle, 0.95);
  const delayMs = await server.readLoopDelay();
  const memory = server.readPeakMemory();
  return [
    {
      what: "hybrid p95 during ingest at full speed, against idle",
      figure: `${ratio.toFixed(1)} ×`,
      goal: "≤ 1.5 ×",
      met: ratio <= 1.5,
    },
    {
      what: "event loop p99 delay during ingest",
      figure: `${delayMs.toFixed(1)} ms`,
      goal: "≤ 20 ms",
      met: delayMs <= 20,
    },
    {
      what: "peak memory of the process while ingesting",
      figure: `${memory} MiB`,
      goal: "≤ 1,200 MiB",
      met: memory <= 1_200,
    },
  ];
}
