import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { timeSearches } from "./ask-server.js";
import { importCorpus } from "./search/libraries.js";
import { generatePapers } from "./generated-corpus.js";
import { type BenchPaper, readPapers } from "./papers.js";
import { type BenchServer, startServer } from "./server.js";
import { percentile, type Row } from "./statistics.js";

const corpusSize = 87_243;
const librarySize = 1_000_000;
const dimensions = 384;
const queryCount = 300;
/** Length of the noise added to a unit vector: a copy has a cosine of 0.8 to its source, like a related paper. */
const noise = 0.75;

/**
 * The whole service over a million papers: import, start, memory, and searches over HTTP by one client. A library in a
 * `kept` folder remains there, and the next run searches it as it is.
 */
export async function benchLibraryScale(
  corpus: { readonly papers: string; readonly vectors: string },
  tell: (line: string) => void,
  { papers: size = librarySize, kept }: { readonly papers?: number | undefined; readonly kept?: string | undefined },
): Promise<Row[]> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), "paperkin-bench-library-")));
  try {
    const papers = await readPapers(corpus.papers, { count: corpusSize });
    const dataDir = join(folder, "data");
    if (!existsSync(join(dataDir, finished))) await makeLibrary(papers, { corpus, dataDir, size, folder, tell });
    const server = await startServer(dataDir);
    try {
      return await measure(server, papers, { dataDir, size, tell });
    } finally {
      await server.stop();
    }
  } finally {
    if (kept === undefined) await rm(folder, { recursive: true });
  }
}

/** This file exists once the import is complete. */
const finished = "bench-finished";

interface Making extends Measuring {
  readonly corpus: { readonly papers: string; readonly vectors: string };
  readonly folder: string;
}

async function makeLibrary(
  papers: readonly BenchPaper[],
  { corpus, dataDir, size, folder, tell }: Making,
): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = { papers: join(folder, "papers.jsonl"), vectors: join(folder, "vectors.f32") };
  await writeCorpus(papers, { ...files, sources: await readVectors(corpus.vectors), size });
  tell(`${size} papers generated`);
  const seconds = await importCorpus(files, dataDir);
  tell(`imported in ${(seconds / 60).toFixed(1)} min`);
  await rm(files.papers);
  await rm(files.vectors);
  // The first start creates the queue's database.
  await (await startServer(dataDir)).stop();
  await writeFile(join(dataDir, finished), "");
}

interface Corpus {
  readonly papers: string;
  readonly vectors: string;
  readonly sources: Float32Array;
  readonly size: number;
}

async function writeCorpus(
  papers: readonly BenchPaper[],
  { papers: file, vectors, sources, size }: Corpus,
): Promise<void> {
  const vectorFile = createWriteStream(vectors);
  const lines = async function* () {
    for await (const { id, title, abstract, source, seed } of generatePapers(papers, size)) {
      const vector = addNoise(sources.subarray(source * dimensions, (source + 1) * dimensions), seed);
      if (!vectorFile.write(Buffer.from(vector.buffer))) await once(vectorFile, "drain");
      yield `${JSON.stringify({ ...papers[source], id, title, abstract })}\n`;
    }
  };
  await pipeline(lines, createWriteStream(file));
  await new Promise((resolve) => vectorFile.end(resolve));
}

/** Adds Gaussian noise (Box and Muller 1958) from a seeded generator, and normalizes to unit length. */
function addNoise(source: Float32Array, seed: number): Float32Array {
  if (seed === 0) return source.slice();
  let state = seed;
  const draw = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 2 ** 32;
  };
  const noisy = source.map(
    (value) =>
      value + (noise / Math.sqrt(dimensions)) * Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw()),
  );
  const length = Math.hypot(...noisy);
  return noisy.map((value) => value / length);
}

/** Converts float16 to float32 by bits; subnormals are negligible in a unit vector and become 0. */
async function readVectors(file: string): Promise<Float32Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file)) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  return Float32Array.from(halves, (half) => {
    const exponent = (half >> 10) & 31;
    const size = exponent === 0 ? 0 : 2 ** (exponent - 15) * (1 + (half & 1023) / 1024);
    return half >> 15 ? -size : size;
  });
}

interface Measuring {
  readonly dataDir: string;
  readonly size: number;
  readonly tell: (line: string) => void;
}

async function measure(
  server: BenchServer,
  papers: readonly BenchPaper[],
  { dataDir, size, tell }: Measuring,
): Promise<Row[]> {
  const questions = Array.from(
    { length: 4 * queryCount },
    (_, number) => papers[(number * 211 + 17) % papers.length]!.title,
  );
  const take = (place: number) => questions.slice(place * queryCount, (place + 1) * queryCount);
  const ask = `what is known about `;
  const hybrid = await timeSearches(
    server.url,
    take(0).map((title) => ask + title.toLowerCase()),
  );
  const keyword = await timeSearches(
    server.url,
    take(1).map((title) => ask + title.toLowerCase()),
    { mode: "keyword" },
  );
  const faceted = await timeSearches(
    server.url,
    take(2).map((title) => ask + title.toLowerCase()),
    { facets: "true" },
  );
  const memory = server.readPeakMemory();
  const disk = (await stat(join(dataDir, "papers.sqlite"))).size / 1e9;
  const name = (samples: readonly number[]) =>
    `p50 ${percentile(samples, 0.5).toFixed(1)} ms, p95 ${percentile(samples, 0.95).toFixed(1)} ms`;
  tell(`keyword ${name(keyword)}; hybrid with all facets ${name(faceted)}; store ${disk.toFixed(1)} GB`);
  const p95 = percentile(hybrid, 0.95);
  const what = (about: string) => `${about}, ${size} papers`;
  return [
    { what: what("hybrid search through HTTP"), figure: name(hybrid), goal: "p95 ≤ 40 ms", met: p95 <= 40 },
    { what: what("keyword search through HTTP"), figure: name(keyword), goal: "", met: true },
    { what: what("hybrid search with all facets"), figure: name(faceted), goal: "", met: true },
    { what: what("peak memory of the process"), figure: `${memory} MiB`, goal: "≤ 4,500 MiB", met: memory <= 4_500 },
    {
      what: what("start with saved indexes"),
      figure: `${(server.startMs / 1000).toFixed(1)} s`,
      goal: "≤ 30 s",
      met: server.startMs <= 30_000,
    },
  ];
}
