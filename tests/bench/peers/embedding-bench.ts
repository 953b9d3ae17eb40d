import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { defaultCacheDir } from "../../../models/manifest.js";
import { findPackageFile } from "../../../src/package-files.js";
import { cleanPaper, composeText } from "../../../src/domain/paper/clean-paper.js";
import { readPapers } from "../papers.js";
import { openPythonEnvironment } from "./python-environment.js";
import { median, type Row } from "../statistics.js";

const run = promisify(execFile);
const model = { id: "bge-small-en-v1.5", modelFile: "onnx/model_quantized.onnx", dimensions: 384 };
const cores = availableParallelism();

/** A request to `embedding.py` and `embed-texts.ts`. */
export interface PeerRequest extends Peer {
  /** File with a JSON list of texts. */
  readonly texts: string;
  /** Output file of the vectors: float32, in the order of the texts. */
  readonly vectors: string;
  readonly folder: string;
  readonly modelFile: string;
  readonly dimensions: number;
}

interface Peer {
  readonly library: "paperkin" | "onnxruntime" | "fastembed";
  readonly batchSize: number;
  /** Threads within one run of the model. */
  readonly threads: number;
  /** Concurrent runs of the model. */
  readonly callers: number;
}

const ours: Peer = { library: "paperkin", batchSize: 1, threads: 1, callers: cores };
const plain: readonly Peer[] = [...new Set([1, cores])].flatMap((threads) =>
  [1, 8, 32].map((batchSize): Peer => ({ library: "onnxruntime", batchSize, threads, callers: 1 })),
);
/** Our own way of running the model, in Python: listed separately, as it is not a default setup. */
const alike: Peer = { library: "onnxruntime", batchSize: 1, threads: 1, callers: cores };
const fastembed = [1, 8, 32, 256].map((batchSize): Peer => ({
  library: "fastembed",
  batchSize,
  threads: cores,
  callers: 1,
}));
const peers = [ours, ...plain, alike, ...fastembed];

interface Answer {
  readonly seconds: number;
  readonly peakMemory: number;
}

/** The same texts through the same model file, each library in a separate process, all of them once per round. */
export async function benchEmbeddingPeers(
  corpus: { readonly papers: string },
  tell: (line: string) => void,
  { papers: count = 512, rounds = 3 }: { readonly papers?: number | undefined; readonly rounds?: number | undefined },
): Promise<Row[]> {
  const python = await openPythonEnvironment(tell);
  const folder = await mkdtemp(join(tmpdir(), "paperkin-bench-peers-"));
  try {
    await prepareModel(folder);
    await writeFile(join(folder, "texts.json"), JSON.stringify(await readTexts(corpus.papers, count)));
    const answers = peers.map((): Answer[] => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const place of peers.keys()) {
        // Rotates the order each round, so that no library always runs first or after the same one.
        const turn = (place + round * 5) % peers.length;
        answers[turn]!.push(await ask(python, folder, turn));
      }
      const rates = peers.map((peer, turn) => `${describePeer(peer)} ${rateOf(answers[turn]!.at(-1)!, count)}/s`);
      tell(`embedding, round ${round + 1} of ${count} texts: ${rates.join("; ")}`);
    }
    return await report({ answers, folder, count, tell });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A copy with the small files that fastembed requires and the service does not need. */
async function prepareModel(folder: string): Promise<void> {
  cpSync(join(defaultCacheDir(), model.id), folder, { recursive: true });
  const tokenizer = { model_max_length: 512, pad_token: "[PAD]" };
  await writeFile(join(folder, "tokenizer_config.json"), JSON.stringify(tokenizer));
  await writeFile(join(folder, "config.json"), JSON.stringify({ pad_token_id: 0 }));
}

/** Cleaned and joined as in the service, in the order of the papers. */
async function readTexts(file: string, count: number): Promise<string[]> {
  const papers = await readPapers(file, { count });
  return papers.map(({ title, abstract }) => {
    const cleaned = cleanPaper({ title, abstract, authors: [], categories: [], keywords: [], tags: [] });
    return composeText("paper" in cleaned ? cleaned.paper : { title, abstract });
  });
}

async function ask(python: string, folder: string, turn: number): Promise<Answer> {
  const peer = peers[turn]!;
  const file = join(folder, "request.json");
  const { modelFile, dimensions } = model;
  const texts = join(folder, "texts.json");
  const request: PeerRequest = { ...peer, folder, modelFile, dimensions, texts, vectors: vectorFile(folder, turn) };
  await writeFile(file, JSON.stringify(request));
  const [program, script] =
    peer === ours
      ? [process.execPath, fileURLToPath(new URL("./embed-texts.js", import.meta.url))]
      : [python, findPackageFile("tests/bench/peers/embedding.py")];
  const env = { ...process.env, WORKER_THREADS: String(cores), MODEL: model.id };
  const { stdout } = await run(program, [script, file], { env });
  return JSON.parse(stdout) as Answer;
}

interface Outcome {
  /** For each peer, one value per round. */
  readonly answers: readonly (readonly Answer[])[];
  readonly folder: string;
  readonly count: number;
  readonly tell: (line: string) => void;
}

async function report(outcome: Outcome): Promise<Row[]> {
  const { answers, folder, count, tell } = outcome;
  const own = await readVectors(vectorFile(folder, 0));
  const summary = peers.map((peer, turn) => ({ peer, ...summarize(answers[turn]!, count) }));
  tell("\n| | papers/s, median | peak memory | mean cosine to ours |\n|---|---|---|---|");
  for (const [turn, { peer, rate, memory }] of summary.entries()) {
    const cosine = meanCosine(own, await readVectors(vectorFile(folder, turn)));
    tell(`| ${describePeer(peer)} | ${rate.toFixed(1)} | ${memory} MiB | ${cosine.toFixed(4)} |`);
  }
  const find = (group: readonly Peer[]) =>
    summary.filter(({ peer }) => group.includes(peer)).reduce((one, other) => (other.rate > one.rate ? other : one))
      .peer;
  const compare = (peer: Peer): readonly number[] =>
    answers[0]!.map(({ seconds }, round) => answers[peers.indexOf(peer)]![round]!.seconds / seconds);
  return [
    row(`the best of plain onnxruntime, ${describePeer(find(plain))}`, compare(find(plain)), 1),
    row(`the best of fastembed, ${describePeer(find(fastembed))}`, compare(find(fastembed)), 1.4),
    row(describePeer(alike), compare(alike), 0),
  ];
}

/** A goal of 0 means none. */
function row(peer: string, ratios: readonly number[], goal: number): Row {
  const ratio = median(ratios);
  const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  return {
    what: `papers embedded a second, against ${peer}`,
    figure: `${ratio.toFixed(2)} × (${spread})`,
    goal: goal === 0 ? "" : `≥ ${goal} ×`,
    met: ratio >= goal,
  };
}

function summarize(answers: readonly Answer[], count: number): { rate: number; memory: number } {
  return {
    rate: median(answers.map(({ seconds }) => count / seconds)),
    memory: Math.max(...answers.map(({ peakMemory }) => peakMemory)),
  };
}

function rateOf({ seconds }: Answer, count: number): string {
  return (count / seconds).toFixed(1);
}

function describePeer(peer: Peer): string {
  const { library, batchSize, threads, callers } = peer;
  if (peer === ours) return `paperkin (${callers} threads, one text each)`;
  const shape = `batch ${batchSize}, ${threads === 1 ? "1 thread" : `${threads} threads`}`;
  return `${library} (${callers === 1 ? shape : `${shape}, called from ${callers}`})`;
}

function vectorFile(folder: string, turn: number): string {
  return join(folder, `vectors-${turn}.f32`);
}

async function readVectors(file: string): Promise<Float32Array> {
  const bytes = await readFile(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** For unit vectors, row by row. */
function meanCosine(some: Float32Array, others: Float32Array): number {
  if (some.length !== others.length) throw new Error("the libraries gave vectors of different number or length");
  let sum = 0;
  for (const [place, value] of some.entries()) sum += value * others[place]!;
  return sum / (some.length / model.dimensions);
}
