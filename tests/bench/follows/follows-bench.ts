import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createPaperTests } from "../../../src/adapters/columns/paper-tests.js";
import { createWatchedVectors } from "../../../src/adapters/hnsw/watched-vectors.js";
import { openEmbedder } from "../../../src/compose/embedder.js";
import { createLogger } from "../../../src/compose/logger.js";
import { loadConfig } from "../../../src/config.js";
import type { FoundMatch, NewPaper } from "../../../src/domain/follows/watch.js";
import { boundEvidence, toEvidence, toSimilarity } from "../../../src/domain/search/fusion.js";
import { dotProduct } from "../../../src/domain/vectors/vector.js";
import type { KeywordIndex } from "../../../src/ports/search/keyword-index.js";
import { createMeasureLike } from "../../../src/services/desk/follows/measure-like.js";
import { createPaperMatcher } from "../../../src/services/desk/follows/match-papers.js";
import { createKeptVectors } from "../fusion/kept-vectors.js";
import { readMemory } from "../process-memory.js";
import { formatTable, type Row } from "../statistics.js";
import { type FollowCorpus, openWords, readFollowCorpus, readRow } from "./follow-corpus.js";
import { drawQuestions, readRanked, toWatch, type WatchedQuestion } from "./watched-questions.js";

const dimensions = 384;
const newPapers = 10_000;
const most = 10_000;
const least = 0.25;
const batchSize = 32;

interface Size {
  readonly papers?: number | undefined;
  readonly kept?: string | undefined;
}

/** Up to 10,000 follows and the newest 10,000 of 87,243 papers: how long matching takes, and what it costs. */
export async function benchFollows(
  files: { readonly papers: string; readonly vectors: string },
  tell: (line: string) => void,
  { papers: size = newPapers, kept }: Size,
): Promise<Row[]> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), "paperkin-bench-follows-")));
  const corpus = await readFollowCorpus(files);
  const old = corpus.papers.length - size;
  const keywordIndex = await openWords(corpus.papers.slice(0, old), folder);
  try {
    const questions = drawQuestions(corpus.papers.slice(0, old), most);
    const { vectors, cosines } = await embedQuestions(questions, folder);
    const rows: Measured[] = [];
    for (const count of [0, 1_000, 3_000, most]) {
      const asked = questions.slice(0, count);
      rows.push(await measure({ corpus, old, keywordIndex, cosines, asked, vectors, floor: least }));
      tell(JSON.stringify(rows.at(-1)));
    }
    for (const floor of [0.12, 0.5, 0.75]) {
      rows.push(await measure({ corpus, old, keywordIndex, cosines, asked: questions, vectors, floor }));
      tell(JSON.stringify(rows.at(-1)));
    }
    tell(
      formatTable(
        [
          "follows",
          "least score",
          "matches",
          "CPU ms a paper",
          "wall s",
          "µs CPU a match",
          "longest wait, ms",
          "memory, MB",
          "near found",
        ],
        rows.map((row) =>
          [
            row.follows,
            row.floor,
            row.matches,
            row.cpuMs,
            row.seconds,
            row.perMatch,
            row.waitMs,
            row.memory,
            row.recall,
          ].map(String),
        ),
      ),
    );
    const whole = rows[3]!;
    return [
      {
        what: "10,000 follows × 10,000 papers, CPU a paper",
        figure: `${whole.cpuMs} ms`,
        goal: "≤ 1 ms",
        met: whole.cpuMs <= 1,
      },
      {
        what: "longest wait of the event loop",
        figure: `${whole.waitMs} ms`,
        goal: "≤ 20 ms",
        met: whole.waitMs <= 20,
      },
    ];
  } finally {
    await keywordIndex.close();
    if (kept === undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function embedQuestions(questions: readonly WatchedQuestion[], folder: string) {
  const config = loadConfig();
  const logger = createLogger(config, { fileDescriptor: 2, level: "warn" });
  const embedder = await openEmbedder(config, { logger, report: () => undefined, queries: true, workers: 0 });
  try {
    const { cosines } = embedder;
    const texts = questions.map(readRanked);
    const embedded = await createKeptVectors(embedder, folder).embedQueries(texts.filter((text) => text !== ""));
    let next = 0;
    return { cosines, vectors: texts.map((text) => (text === "" ? undefined : embedded[next++])) };
  } finally {
    await embedder.close();
  }
}

interface Measuring {
  readonly corpus: FollowCorpus;
  readonly old: number;
  readonly keywordIndex: KeywordIndex;
  readonly cosines: { readonly unrelated: number; readonly spread: number };
  readonly asked: readonly WatchedQuestion[];
  readonly vectors: readonly (Float32Array | undefined)[];
  readonly floor: number;
}

interface Measured {
  readonly follows: number;
  readonly floor: number;
  readonly loadSeconds: number;
  readonly matches: number;
  readonly cpuMs: number;
  readonly seconds: number;
  readonly perMatch: number;
  readonly waitMs: number;
  readonly memory: number;
  readonly recall: number;
}

async function measure(measuring: Measuring): Promise<Measured> {
  const { corpus, old, keywordIndex, cosines, asked, vectors, floor } = measuring;
  const watchedVectors = createWatchedVectors({ dimensions, m: 16, efConstruction: 100, ef: 100 });
  const measureLike = createMeasureLike({ papers: { readPapers: async () => new Map() }, keywordIndex });
  const matcher = createPaperMatcher({
    openPaperTests: createPaperTests(),
    keywordIndex,
    embedder: { cosines },
    watchedVectors,
    measureLike,
  });
  const before = readMemory("self", "VmRSS");
  const loadedAt = performance.now();
  await matcher.put(
    asked.map((question, id) => toWatch(question, { id, after: old, least: floor, vector: vectors[id] })),
  );
  const loadSeconds = round((performance.now() - loadedAt) / 1000);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const found: FoundMatch[] = [];
  for (let from = old; from < corpus.papers.length; from += batchSize) {
    found.push(...(await matcher.match(listNew(corpus, from))));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const used = process.cpuUsage(cpu);
  delay.disable();
  const papers = corpus.papers.length - old;
  const cpuMs = (used.user + used.system) / 1000 / papers;
  const memory = readMemory("self", "VmRSS") - before;
  await watchedVectors.close();
  return {
    follows: asked.length,
    floor,
    loadSeconds,
    matches: found.length,
    cpuMs: round(cpuMs),
    seconds: round(seconds),
    perMatch: Math.round((cpuMs * papers * 1000) / Math.max(1, found.length)),
    waitMs: round(Math.max(0, delay.max / 1e6 - 1)),
    memory,
    recall: measureRecall(measuring, found),
  };
}

function listNew({ papers, vectors }: FollowCorpus, from: number): readonly NewPaper[] {
  return papers
    .slice(from, from + batchSize)
    .map((paper, row) => ({ ordinal: 1 + from + row, paper, vector: readRow(vectors, from + row) }));
}

/** Of the pairs that meaning alone makes a match, in a sample compared one by one, the share that was found. */
function measureRecall(
  { corpus, old, cosines, asked, vectors, floor }: Measuring,
  found: readonly FoundMatch[],
): number {
  const known = new Set(found.map(({ follow, ordinal }) => `${follow} ${ordinal}`));
  const { meaning } = boundEvidence(toEvidence(floor), 0.5);
  let [all, hit] = [0, 0];
  for (let row = old; row < corpus.papers.length; row += 50) {
    const paper = readRow(corpus.vectors, row);
    for (const [id, question] of asked.entries()) {
      const vector = vectors[id];
      if (!vector || question.kind === "filtered" || toSimilarity(dotProduct(vector, paper), cosines) < meaning)
        continue;
      all += 1;
      if (known.has(`${id} ${1 + row}`)) hit += 1;
    }
  }
  return all === 0 ? 1 : Math.round((hit / all) * 1e4) / 1e4;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
