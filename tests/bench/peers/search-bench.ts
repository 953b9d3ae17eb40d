import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { defaultCacheDir } from "../../../models/manifest.js";
import { findPackageFile } from "../../../src/package-files.js";
import { readPapers } from "../papers.js";
import { createClient, type Kind } from "../search/ask.js";
import { startBareModel } from "../search/bare-query.js";
import { makeLibrary, ownBuild } from "../search/libraries.js";
import { measureClients, reportClients, type Throughput } from "../search/measure-clients.js";
import { type Cost, measureCost, type Side } from "../search/measure-cost.js";
import { createQuestions, type Question } from "../search/questions.js";
import { compareCosts } from "../search/report-cost.js";
import { startServer } from "../server.js";
import { median, percentile, type Row } from "../statistics.js";
import { openPythonEnvironment } from "./python-environment.js";

const corpusSize = 87_243;
const model = { id: "bge-small-en-v1.5", modelFile: "onnx/model_quantized.onnx", dimensions: 384 };
const kinds: readonly Kind[] = ["keyword", "semantic", "hybrid"];
const defaultRounds = 4;
const questionCounts = new Map([
  [1, 80],
  [8, 160],
  [32, 160],
]);
const leastLead = 3;

interface Corpus {
  readonly papers: string;
  readonly vectors: string;
}

/** A side that runs until it is stopped. */
interface RunningSide extends Side {
  stop(): Promise<void>;
}

/**
 * The same questions to the service and to a Python program with LanceDB, both through HTTP and over the same papers and
 * vectors: CPU time of the process a question, and waits with 1, 8 and 32 clients. A `kept` folder keeps both libraries.
 */
export async function benchSearchPeers(
  corpus: Corpus,
  tell: (line: string) => void,
  { rounds = defaultRounds, kept }: { readonly rounds?: number | undefined; readonly kept?: string | undefined },
): Promise<Row[]> {
  const python = await openPythonEnvironment(tell);
  const folder = kept ?? (await mkdtemp(join(tmpdir(), "paperkin-bench-peers-")));
  const sides: RunningSide[] = [];
  try {
    const takeQuestions = createQuestions(await readPapers(corpus.papers, { count: corpusSize }));
    const dataDir = join(folder, ownBuild.name);
    await makeLibrary(ownBuild, { corpus, dataDir, tell });
    sides.push(await startStack(python, { corpus, folder: join(folder, "lancedb") }));
    sides.push(await startOwn(dataDir));
    return await measure(sides, { rounds, takeQuestions, tell });
  } finally {
    await Promise.all(sides.map((side) => side.stop()));
    if (kept === undefined) await rm(folder, { recursive: true });
  }
}

async function startStack(
  python: string,
  { corpus, folder }: { readonly corpus: Corpus; readonly folder: string },
): Promise<RunningSide> {
  await mkdir(folder, { recursive: true });
  const request = join(folder, "request.json");
  const { id, modelFile, dimensions } = model;
  const files = { ...corpus, folder, model: join(defaultCacheDir(), id), modelFile, dimensions };
  await writeFile(request, JSON.stringify(files));
  const child = spawn(python, [findPackageFile("tests/bench/peers/search-stack.py"), request], {
    stdio: ["ignore", "pipe", "inherit"],
    // Otherwise LanceDB warns with every search that its columns will change.
    env: { ...process.env, LANCEDB_LOG: "error" },
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "exit").then(() => Promise.reject(new Error("the Python program ended at its start")));
  const [line] = (await Promise.race([once(lines, "line"), ended])) as [string];
  ended.catch(() => undefined);
  const url = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`;
  const client = createClient(url);
  return {
    name: "LanceDB",
    client,
    readCpuMs: async () => ((await (await fetch(`${url}/usage`)).json()) as { cpuMs: number }).cpuMs,
    async stop() {
      await client.close();
      child.kill();
      await once(child, "exit");
    },
  };
}

async function startOwn(dataDir: string): Promise<RunningSide> {
  const server = await startServer(dataDir);
  const client = createClient(server.url);
  return {
    name: "paperkin",
    client,
    readCpuMs: async () => (await server.readUsage()).cpuMs,
    async stop() {
      await client.close();
      await server.stop();
    },
  };
}

interface Measuring {
  readonly rounds: number;
  readonly takeQuestions: (count: number) => readonly Question[];
  readonly tell: (line: string) => void;
}

async function measure(sides: readonly Side[], { rounds, takeQuestions, tell }: Measuring): Promise<Row[]> {
  const [bare, oneThread] = [await startBareModel(), await startBareModel(1)];
  const cost = await measureCost({ sides, bare, oneThread, kinds, rounds, takeQuestions, tell });
  await Promise.all([bare.stop(), oneThread.stop()]);
  const names = sides.map(({ name }) => name);
  tell(`\n${compareCosts(cost, names)}\n`);
  const rows: Row[] = [];
  for (const kind of kinds) {
    const costs = sides.map((_, place) => readCosts(cost, place, kind));
    const cpuMs = new Map(names.map((name, place) => [name, median(costs[place]!)]));
    const measured = await measureClients({ sides, kind, rounds: 1, questionCounts, takeQuestions });
    tell(`${kind}:\n\n${reportClients(measured, { cpuMs, cores: availableParallelism() }).table}\n`);
    const ratio = median(costs[0]!.map((value, round) => value / costs[1]![round]!));
    rows.push(compare(`CPU a ${kind} search`, ratio, kind));
    for (const clients of questionCounts.keys())
      rows.push(
        compare(
          `p50 of a ${kind} search with ${clients} client${clients === 1 ? "" : "s"}`,
          compareWaits(measured, clients),
          kind,
        ),
      );
  }
  return rows;
}

function readCosts({ sides }: Cost, place: number, kind: Kind): readonly number[] {
  return (sides[place]!.get(kind) ?? []).map(({ cpuMs }) => cpuMs);
}

function compareWaits(measured: readonly Throughput[], clients: number): number {
  const [theirs, ours] = measured.filter((each) => each.clients === clients);
  return percentile(theirs!.waits, 0.5) / percentile(ours!.waits, 0.5);
}

/** Only hybrid searches have a goal. */
function compare(what: string, ratio: number, kind: Kind): Row {
  const aim = kind === "hybrid" ? leastLead : 0;
  return {
    what: `${what}: LanceDB in Python, against paperkin`,
    figure: `${ratio.toFixed(2)} ×`,
    goal: aim === 0 ? "" : `≥ ${aim} ×`,
    met: ratio >= aim,
  };
}
