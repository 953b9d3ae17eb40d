import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createPaperTests } from "../../../src/adapters/columns/paper-tests.js";
import { createWatchedVectors } from "../../../src/adapters/hnsw/watched-vectors.js";
import { openEmbedder } from "../../../src/compose/embedder.js";
import { createLogger } from "../../../src/compose/logger.js";
import { loadConfig } from "../../../src/config.js";
import { defaultMinScore } from "../../../src/domain/follows/follow-kind.js";
import type { FoundMatch, NewPaper } from "../../../src/domain/follows/watch.js";
import { boundEvidence, toEvidence, toSimilarity } from "../../../src/domain/search/fusion.js";
import { dotProduct } from "../../../src/domain/vectors/vector.js";
import type { KeywordIndex } from "../../../src/ports/search/keyword-index.js";
import { createMeasureLike } from "../../../src/services/desk/follows/measure-like.js";
import { createPaperMatcher } from "../../../src/services/desk/follows/match-papers.js";
import { createKeptVectors } from "../fusion/kept-vectors.js";
import { readMemory } from "../process-memory.js";
import { formatTable, type Row } from "../statistics.js";
import { type Cost, fitCost } from "./fit-cost.js";
import { type FollowCorpus, openWords, readFollowCorpus, readRow } from "./follow-corpus.js";
import { drawQuestions, readRanked, toWatch, type WatchedQuestion } from "./watched-questions.js";

const dimensions = 384;
const newPapers = 10_000;
const most = 10_000;
const least = defaultMinScore.question;
const batchSize = 32;
/** Of the papers, each of so many is compared with all follows one by one. */
const sampleStep = 50;

interface Size {
  readonly papers?: number | undefined;
  readonly rounds?: number | undefined;
  readonly kept?: string | undefined;
}

/** Up to 10,000 follows and the newest 10,000 of 87,243 papers: how long matching takes, and what it costs. */
export async function benchFollows(
  files: { readonly papers: string; readonly vectors: string },
  tell: (line: string) => void,
  { papers: size = newPapers, rounds = 3, kept }: Size,
): Promise<Row[]> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), "paperkin-bench-follows-")));
  const corpus = await readFollowCorpus(files);
  const old = corpus.papers.length - size;
  const keywordIndex = await openWords(corpus.papers.slice(0, old), folder);
  try {
    const questions = drawQuestions(corpus.papers.slice(0, old), most);
    const { vectors, cosines } = await embedQuestions(questions, folder);
    const rows: Measured[] = [];
    const ids = [...questions.keys()];
    const run = async (name: string, chosen: readonly number[], floor: number) => {
      const [asked, own] = [chosen.map((id) => questions[id]!), chosen.map((id) => vectors[id])];
      const repeated: Measured[] = [];
      for (let done = 0; done < rounds; done += 1) {
        repeated.push(await measure({ name, corpus, old, keywordIndex, cosines, asked, vectors: own, floor }));
        tell(JSON.stringify({ ...repeated.at(-1), matchesOf: undefined }));
      }
      rows.push(...repeated);
      return repeated[0]!;
    };
    for (const count of [1_000, 3_000]) await run("as they come", ids.slice(0, count), least);
    const { matchesOf } = await run("as they come", ids, least);
    const byMatches = ids.toSorted((one, other) => matchesOf[one]! - matchesOf[other]!);
    await run("the narrowest", byMatches.slice(0, 3_000), least);
    await run("the broadest", byMatches.slice(-3_000), least);
    for (const floor of [0.25, 0.5]) await run("as they come", ids, floor);
    tell(formatRuns(rows, rounds));
    const { paper, pair, match, error } = fitCost(rows);
    tell(
      `CPU = ${round(paper)} µs a paper + ${pair.toFixed(4)} µs a paper and follow + ${round(match)} µs a match, within ${Math.round(error * 100)} %`,
    );
    const whole = rows.find(({ follows }) => follows === most)!;
    return [
      {
        what: "10,000 follows × 10,000 papers, CPU a paper",
        figure: `${round(whole.cpuMs / size)} ms`,
        goal: "≤ 1 ms",
        met: whole.cpuMs / size <= 1,
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
  readonly name: string;
  readonly corpus: FollowCorpus;
  readonly old: number;
  readonly keywordIndex: KeywordIndex;
  readonly cosines: { readonly unrelated: number; readonly spread: number };
  readonly asked: readonly WatchedQuestion[];
  readonly vectors: readonly (Float32Array | undefined)[];
  readonly floor: number;
}

interface Measured extends Cost {
  readonly name: string;
  readonly floor: number;
  readonly loadSeconds: number;
  readonly seconds: number;
  readonly waitMs: number;
  readonly memory: number;
  readonly recall: number;
  /** Of each follow. */
  readonly matchesOf: Uint32Array;
}

/** The median run by CPU time. */
function formatRuns(rows: readonly Measured[], rounds: number): string {
  const header = [
    "follows",
    "which",
    "from",
    "matches",
    "CPU ms a paper",
    "lowest–highest",
    "memory, MB",
    "near found",
  ];
  const lines: string[][] = [];
  for (let from = 0; from < rows.length; from += rounds) {
    const repeated = rows.slice(from, from + rounds).toSorted((one, other) => one.cpuMs - other.cpuMs);
    const { follows, name, floor, matches, recall, papers } = repeated[0]!;
    const [first, middle, last] = [0, Math.floor(rounds / 2), rounds - 1].map((at) =>
      (repeated[at]!.cpuMs / papers).toFixed(2),
    );
    const memory = Math.max(...repeated.map((run) => run.memory));
    lines.push([follows, name, floor, matches, middle!, `${first}–${last}`, memory, recall].map(String));
  }
  return formatTable(header, lines);
}

async function measure(measuring: Measuring): Promise<Measured> {
  const { name, corpus, old, keywordIndex, cosines, asked, vectors, floor } = measuring;
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
  const matchesOf = new Uint32Array(asked.length);
  const sampled: FoundMatch[] = [];
  let matches = 0;
  for (let from = old; from < corpus.papers.length; from += batchSize) {
    for (const match of await matcher.match(listNew(corpus, from))) {
      matches += 1;
      matchesOf[match.follow]! += 1;
      if ((match.ordinal - 1 - old) % sampleStep === 0) sampled.push(match);
    }
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const used = process.cpuUsage(cpu);
  delay.disable();
  const papers = corpus.papers.length - old;
  const memory = readMemory("self", "VmRSS") - before;
  await watchedVectors.close();
  return {
    name,
    papers,
    follows: asked.length,
    floor,
    loadSeconds,
    matches,
    cpuMs: round((used.user + used.system) / 1000),
    seconds: round(seconds),
    waitMs: round(Math.max(0, delay.max / 1e6 - 1)),
    memory,
    recall: measureRecall(measuring, sampled),
    matchesOf,
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
  for (let row = old; row < corpus.papers.length; row += sampleStep) {
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
