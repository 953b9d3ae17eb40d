import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { createBm25Index } from "../../src/adapters/bm25/keyword-index.js";
import type { KeywordDocument, KeywordIndex } from "../../src/ports/search/keyword-index.js";
import { measureFolder } from "../support/measure-folder.js";
import { generatePapers } from "./generated-corpus.js";
import { type BenchPaper, readPapers } from "./papers.js";
import { percentile, type Row } from "./statistics.js";

const corpusSize = 87_243;
const defaultSizes = [corpusSize, 350_000, 1_000_000];
const queryCount = 400;
const comparedQueries = 50;
const limit = 100;
const batchSize = 256;

/**
 * The keyword index alone, in this process, while it grows to a million papers: time to search for a title, time and
 * memory of the index, and whether pruning changes the hits.
 */
export async function benchKeywordScale(
  corpus: { readonly papers: string },
  tell: (line: string) => void,
  sizes: readonly number[] = defaultSizes,
): Promise<Row[]> {
  const papers = await readPapers(corpus.papers, { count: corpusSize });
  const titles = pickTitles(papers);
  const folder = await mkdtemp(join(tmpdir(), "paperkin-bench-keyword-"));
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  try {
    const index = await open(folder);
    const batches = batchDocuments(papers, sizes.at(-1)!);
    const measured: Measured[] = [];
    for (const size of sizes) {
      measured.push({
        ...(await grow(index, { size, batches, folder, pauses })),
        ...(await timeSearches(index, titles)),
      });
      tell(describeMeasured(measured.at(-1)!));
    }
    const differing = await countDifferences(index, titles.slice(0, comparedQueries));
    await index.close();
    return [...measured.map(sizeRow), ...listGrowth(measured), sameHitsRow(differing, sizes.at(-1)!)];
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Measured {
  readonly size: number;
  readonly buildSeconds: number;
  readonly saveSeconds: number;
  readonly loadSeconds: number;
  readonly megabytes: number;
  readonly longestPauseMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

function open(folder: string): Promise<KeywordIndex> {
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return createBm25Index({ folder, storeId: "bench", logger });
}

/** Titles from across the corpus, the same each time. */
function pickTitles(papers: readonly BenchPaper[]): string[] {
  return Array.from({ length: queryCount }, (_, number) => papers[(number * 211 + 17) % papers.length]!.title);
}

async function* batchDocuments(papers: readonly BenchPaper[], count: number): AsyncGenerator<KeywordDocument[]> {
  let batch: KeywordDocument[] = [];
  let ordinal = 0;
  for await (const { title, abstract } of generatePapers(papers, count)) {
    batch.push({ ordinal: ++ordinal, title, abstract, extra: "" });
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

interface Growth {
  readonly size: number;
  readonly batches: AsyncGenerator<KeywordDocument[]>;
  readonly folder: string;
  readonly pauses: IntervalHistogram;
}

/** Adds papers up to the size (at most one batch more), saves them, and loads the saved index once. */
async function grow(
  index: KeywordIndex,
  { size, batches, folder, pauses }: Growth,
): Promise<Omit<Measured, "p50Ms" | "p95Ms">> {
  let buildMs = 0;
  pauses.reset();
  while (index.count < size) {
    const { value: put, done } = await batches.next();
    if (done === true) break;
    pauses.enable();
    buildMs += await time(() => index.apply({ put, removed: [], lastChange: put.at(-1)?.ordinal ?? size }));
    pauses.disable();
  }
  const saveMs = await time(() => index.save());
  const loadMs = await time(async () => (await open(folder)).close());
  return {
    size: index.count,
    buildSeconds: buildMs / 1_000,
    saveSeconds: saveMs / 1_000,
    loadSeconds: loadMs / 1_000,
    // The saved segment is byte for byte the one in memory.
    megabytes: (await measureFolder(folder)) / 1e6,
    longestPauseMs: pauses.max / 1e6,
  };
}

async function time(task: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await task();
  return performance.now() - startedAt;
}

async function timeSearches(index: KeywordIndex, titles: readonly string[]): Promise<{ p50Ms: number; p95Ms: number }> {
  const search = async (text: string) => {
    const startedAt = performance.now();
    await index.search({ text, limit });
    return performance.now() - startedAt;
  };
  for (const title of titles) await search(title);
  const samples: number[] = [];
  for (const title of titles) samples.push(await search(title));
  return { p50Ms: percentile(samples, 0.5), p95Ms: percentile(samples, 0.95) };
}

/** With an unreachable limit there is no worst hit to prune by: every paper found is scored. */
async function countDifferences(index: KeywordIndex, titles: readonly string[]): Promise<number> {
  let count = 0;
  for (const text of titles) {
    const pruned = (await index.search({ text, limit })).hits;
    const all = (await index.search({ text, limit: index.count })).hits.slice(0, limit);
    if (JSON.stringify(pruned) !== JSON.stringify(all)) count += 1;
  }
  return count;
}

function describeMeasured(measured: Measured): string {
  const { size, buildSeconds, saveSeconds, loadSeconds, megabytes, longestPauseMs, p50Ms, p95Ms } = measured;
  const search = `keyword search p50 ${p50Ms.toFixed(2)} ms, p95 ${p95Ms.toFixed(2)} ms`;
  const index = `${megabytes.toFixed(0)} MB, grown in ${buildSeconds.toFixed(0)} s`;
  const disk = `saved in ${saveSeconds.toFixed(1)} s, loaded in ${loadSeconds.toFixed(1)} s`;
  return `${size} papers: ${search}; ${index}, longest pause ${longestPauseMs.toFixed(0)} ms, ${disk}`;
}

function sizeRow(measured: Measured): Row {
  const { size, p50Ms, p95Ms, megabytes, loadSeconds } = measured;
  return {
    what: `keyword search of ${size} papers, best ${limit}: p50 / p95; index in memory; load`,
    figure: `${p50Ms.toFixed(2)} / ${p95Ms.toFixed(2)} ms; ${megabytes.toFixed(0)} MB; ${loadSeconds.toFixed(1)} s`,
    goal: "p50 ≤ 5 ms",
    met: p50Ms <= 5,
  };
}

function listGrowth(measured: readonly Measured[]): Row[] {
  const [first, last] = [measured[0]!, measured.at(-1)!];
  if (first === last) return [];
  const papers = last.size / first.size;
  const times = last.p50Ms / first.p50Ms;
  return [
    {
      what: `growth of the search time (p50) for ${papers.toFixed(1)} times the papers`,
      figure: `${times.toFixed(1)} times`,
      goal: `≤ ${(papers / 2).toFixed(1)} times`,
      met: times <= papers / 2,
    },
  ];
}

function sameHitsRow(differing: number, size: number): Row {
  return {
    what: `of ${comparedQueries} queries over ${size} papers, those whose best ${limit} differ without pruning`,
    figure: `${differing}`,
    goal: "0",
    met: differing === 0,
  };
}
