import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Stats } from "../../src/domain/health/status.js";
import { generatePapers } from "./generated-corpus.js";
import { type BenchPaper, readPapers } from "./papers.js";
import { type BenchServer, startServer } from "./server.js";
import type { Row } from "./statistics.js";

const corpusSize = 87_243;
/** Number of papers when the workers are slower than the producer, and their cost per paper. */
const slow = { size: 20_000, delayMs: 5 } as const;
const sampleMs = 1_000;
/**
 * Memory allowed beyond what the process uses with the same papers after a restart: merges, and what malloc and the
 * garbage collectors retain. It must not grow with the number of papers: it was about 200 to 300 with 20,000 papers and
 * with a million.
 */
const mostExtraMiB = 400;
/** Twice the target size of the queue, plus a few for incoming jobs: see `feed-queue`. */
const mostBatches = 40;

/**
 * A producer without pauses sends papers as JSON Lines to a server whose model costs nothing, and then to one whose
 * model is slower than the producer. Memory is sampled during the run; what remains after a restart on the same papers
 * belongs to the indexes, the rest to the pipeline.
 */
export async function benchFlow(
  corpus: { readonly papers: string },
  tell: (line: string) => void,
  { size }: { readonly size: number },
): Promise<Row[]> {
  const papers = await readPapers(corpus.papers, { count: corpusSize });
  const fast = await measureFlow(papers, { size, delayMs: 0, tell });
  const late = await measureFlow(papers, { size: Math.min(size, slow.size), delayMs: slow.delayMs, tell });
  tell(formatFlows([fast, late]));
  return [...judge(fast), ...judge(late)];
}

interface FlowOptions {
  readonly size: number;
  readonly delayMs: number;
  readonly tell: (line: string) => void;
}

interface Sample {
  readonly atMs: number;
  readonly accepted: number;
  readonly embedded: number;
  readonly waiting: number;
  readonly outstanding: number;
  readonly memory: number;
  /** Papers written to the connection but not yet stored. */
  readonly underWay: number;
  readonly loopDelayMs: number;
}

interface Flow {
  readonly name: string;
  readonly size: number;
  /** Until the last paper was stored, and until the last vector was added. */
  readonly takenMs: number;
  readonly embeddedMs: number;
  readonly samples: readonly Sample[];
  readonly emptyMemory: number;
  readonly peakMemory: number;
  readonly restartedMemory: number;
}

async function measureFlow(papers: readonly BenchPaper[], { size, delayMs, tell }: FlowOptions): Promise<Flow> {
  const dataDir = await mkdtemp(join(tmpdir(), "paperkin-bench-flow-"));
  try {
    const server = await startStub(dataDir, delayMs);
    const emptyMemory = server.readMemory();
    const { embedded: before } = (await readStats(server)).papers;
    const sent = { papers: 0 };
    const startedAt = performance.now();
    const watch = watchServer(server, sent, (line) => tell(`${size} papers, ${delayMs} ms each: ${line}`));
    await send(server.url, countPapers(generatePapers(papers, size), sent));
    const takenMs = performance.now() - startedAt;
    await waitForVectors(server, before + size);
    const embeddedMs = performance.now() - startedAt;
    const samples = await watch.stop();
    const peakMemory = server.readPeakMemory();
    await server.stop();
    const restartedMemory = await measureRestart(dataDir);
    const name = `${size.toLocaleString("en")} papers, ${delayMs} ms each`;
    return { name, size, takenMs, embeddedMs, samples, emptyMemory, peakMemory, restartedMemory };
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

function startStub(dataDir: string, delayMs: number): Promise<BenchServer> {
  const stub = fileURLToPath(new URL("./stub-server.js", import.meta.url));
  return startServer(dataDir, { STUB_DELAY_MS: String(delayMs), WORKERS: "1" }, stub);
}

/** Memory of a server that has just loaded what the first one built. */
async function measureRestart(dataDir: string): Promise<number> {
  const server = await startStub(dataDir, 0);
  const { papers } = await readStats(server);
  while ((await readStats(server)).indexes.vector < papers.embedded) await delay(sampleMs);
  const memory = server.readMemory();
  await server.stop();
  return memory;
}

async function readStats({ url }: BenchServer): Promise<Stats> {
  return (await (await fetch(`${url}/v1/stats`)).json()) as Stats;
}

async function* countPapers(papers: AsyncIterable<BenchPaper>, sent: { papers: number }): AsyncGenerator<Uint8Array> {
  for await (const { id, title, abstract } of papers) {
    sent.papers += 1;
    yield Buffer.from(`${JSON.stringify({ id, title, abstract })}\n`);
  }
}

/** Sends at the rate that the connection accepts. */
async function send(url: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const body = ReadableStream.from(chunks);
  const headers = { "Content-Type": "application/x-ndjson" };
  const response = await fetch(`${url}/v1/papers`, { method: "POST", headers, body, duplex: "half" });
  if (response.status !== 202) throw new Error(`the upload was answered with ${response.status}`);
  await response.text();
}

async function waitForVectors(server: BenchServer, count: number): Promise<void> {
  while ((await readStats(server)).papers.embedded < count) await delay(sampleMs);
}

function watchServer(server: BenchServer, sent: { readonly papers: number }, tell: (line: string) => void) {
  const samples: Sample[] = [];
  const startedAt = performance.now();
  let isWatching = true;
  const watch = async () => {
    const { papers: before } = (await readStats(server)).papers;
    for (let round = 0; isWatching; round += 1) {
      await delay(sampleMs);
      const { papers, queue } = await readStats(server);
      const accepted = papers.papers - before;
      samples.push({
        atMs: performance.now() - startedAt,
        accepted,
        embedded: papers.embedded,
        waiting: papers.waiting,
        outstanding: queue.outstanding,
        memory: server.readMemory(),
        underWay: sent.papers - accepted,
        loopDelayMs: await server.readLoopDelay(),
      });
      if (round % 30 === 29) tell(formatSample(samples.at(-1)!));
    }
  };
  const watching = watch();
  return {
    async stop(): Promise<readonly Sample[]> {
      isWatching = false;
      await watching;
      return samples;
    },
  };
}

function formatSample({ atMs, accepted, embedded, waiting, outstanding, memory, loopDelayMs }: Sample): string {
  const seconds = Math.round(atMs / 1000);
  return `${seconds} s, ${accepted} kept, ${embedded} embedded, ${waiting} wait, ${outstanding} batches, ${memory} MiB, loop p99 ${loopDelayMs.toFixed(0)} ms`;
}

function formatFlows(flows: readonly Flow[]): string {
  const most = ({ samples }: Flow, read: (sample: Sample) => number) => Math.max(...samples.map(read));
  const at = ({ samples, size }: Flow, share: number) =>
    samples.find(({ accepted }) => accepted >= size * share)?.memory ?? Number.NaN;
  const lines: readonly (readonly [string, (flow: Flow) => string])[] = [
    ["papers kept a second", ({ size, takenMs }) => (size / (takenMs / 1000)).toFixed(0)],
    ["vectors a second", ({ size, embeddedMs }) => (size / (embeddedMs / 1000)).toFixed(0)],
    ["MiB: empty", ({ emptyMemory }) => String(emptyMemory)],
    ["MiB: 10 %, 50 %, 100 % kept", (flow) => [0.1, 0.5, 1].map((share) => at(flow, share)).join(", ")],
    ["MiB: all embedded, peak", ({ samples, peakMemory }) => `${samples.at(-1)?.memory}, ${peakMemory}`],
    ["MiB: after a restart on the same papers", ({ restartedMemory }) => String(restartedMemory)],
    ["most papers that waited in SQLite", (flow) => String(most(flow, ({ waiting }) => waiting))],
    ["most batches on the queue", (flow) => String(most(flow, ({ outstanding }) => outstanding))],
    ["most papers sent and not yet kept", (flow) => String(most(flow, ({ underWay }) => underWay))],
    ["event loop, worst p99 of a second, ms", (flow) => most(flow, ({ loopDelayMs }) => loopDelayMs).toFixed(0)],
  ];
  return [
    "",
    `| | ${flows.map(({ name }) => name).join(" | ")} |`,
    `|---|${flows.map(() => "---|").join("")}`,
    ...lines.map(([what, read]) => `| ${what} | ${flows.map(read).join(" | ")} |`),
  ].join("\n");
}

function judge({ name, samples, restartedMemory }: Flow): Row[] {
  const extra = (samples.at(-1)?.memory ?? Number.NaN) - restartedMemory;
  const batches = Math.max(...samples.map(({ outstanding }) => outstanding));
  return [
    {
      what: `${name}: memory beyond that of a restart`,
      figure: `${extra} MiB`,
      goal: `≤ ${mostExtraMiB} MiB`,
      met: extra <= mostExtraMiB,
    },
    {
      what: `${name}: batches on the queue`,
      figure: String(batches),
      goal: `≤ ${mostBatches}`,
      met: batches <= mostBatches,
    },
  ];
}
