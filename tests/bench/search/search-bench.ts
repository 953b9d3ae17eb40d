import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readPapers } from "../papers.js";
import { type BenchServer, startServer } from "../server.js";
import { formatTable, median, type Row } from "../statistics.js";
import { type Client, createClient, kinds } from "./ask.js";
import { startBareModel } from "./bare-query.js";
import { measureDuringIngest } from "./during-ingest.js";
import { type Build, findBuild, findMain, makeLibrary, ownBuild } from "./libraries.js";
import { measureClients, reportClients } from "./measure-clients.js";
import { type Cost, measureCost, type Side } from "./measure-cost.js";
import { measureRecall } from "./measure-recall.js";
import { createQuestions, type Question } from "./questions.js";
import { compareCosts, reportCost } from "./report-cost.js";

const corpusSize = 87_243;
const starts = 3;
const defaultRounds = 6;
const clientRounds = 2;
const questionCounts = new Map([
  [1, 120],
  [8, 320],
  [32, 480],
]);
/** After the start, and after the last question. */
const restMs = 3_000;

export interface SearchOptions {
  readonly rounds?: number | undefined;
  /** A folder in which the libraries remain for the next run. */
  readonly kept?: string | undefined;
  /** Another compiled checkout to measure in the same run. */
  readonly against?: string | undefined;
}

interface Corpus {
  readonly papers: string;
  readonly vectors: string;
}

/**
 * What a search over the whole corpus costs: CPU time a question of the whole process, over that of embedding the bare
 * query in the same run; one and many clients; start and memory. With another checkout, both are measured in turn, and
 * what changes the library is left out.
 */
export async function benchSearch(
  corpus: Corpus,
  tell: (line: string) => void,
  { rounds = defaultRounds, kept, against }: SearchOptions = {},
): Promise<Row[]> {
  const builds = [...(against === undefined ? [] : [findBuild(against)]), ownBuild];
  const folder = kept ?? (await mkdtemp(join(tmpdir(), "paperkin-bench-")));
  const running: Running[] = [];
  try {
    const takeQuestions = createQuestions(await readPapers(corpus.papers, { count: corpusSize }));
    for (const build of builds) await makeLibrary(build, { corpus, dataDir: join(folder, build.name), tell });
    running.push(...(await startBuilds(builds, folder)));
    const rows = await measureServers(running, { rounds, takeQuestions, tell });
    if (against !== undefined) return rows;
    const [own] = running as [Running];
    if (kept === undefined) rows.push(...(await measureDuringIngest(corpus, { ...own, takeQuestions })));
    await own.server.stop();
    running.pop();
    return [...rows, recallRow(await measureRecall(join(folder, ownBuild.name)))];
  } finally {
    await Promise.all(running.map(({ server }) => server.stop()));
    if (kept === undefined) await rm(folder, { recursive: true });
  }
}

interface Running {
  readonly name: string;
  readonly server: BenchServer;
  readonly client: Client;
  /** Of several starts. */
  readonly startMs: number;
}

/** Each build is started several times in turn; the last servers remain. */
async function startBuilds(builds: readonly Build[], folder: string): Promise<readonly Running[]> {
  const servers: BenchServer[] = [];
  const times = builds.map((): number[] => []);
  for (let start = 1; start <= starts; start += 1) {
    for (const [place, build] of builds.entries()) {
      const server = await startServer(join(folder, build.name), {}, findMain(build));
      times[place]!.push(server.startMs);
      if (start < starts) await server.stop();
      else servers.push(server);
    }
  }
  return servers.map((server, place) => ({
    name: builds[place]!.name,
    server,
    client: createClient(server.url),
    startMs: median(times[place]!),
  }));
}

interface Measuring {
  readonly rounds: number;
  readonly takeQuestions: (count: number) => readonly Question[];
  readonly tell: (line: string) => void;
}

async function measureServers(running: readonly Running[], { rounds, takeQuestions, tell }: Measuring): Promise<Row[]> {
  const names = running.map(({ name }) => name);
  const sides = running.map(({ name, server, client }): Side => {
    return { name, client, readCpuMs: async () => (await server.readUsage()).cpuMs };
  });
  const atStart = await readMemory(running);
  const [bare, oneThread] = [await startBareModel(), await startBareModel(1)];
  const cost = await measureCost({ sides, bare, oneThread, kinds, rounds, takeQuestions, tell });
  await Promise.all([bare.stop(), oneThread.stop()]);
  tell(`\n${compareCosts(cost, names)}\n`);
  const turns = Math.min(rounds, clientRounds);
  const measured = await measureClients({ sides, kind: "hybrid", rounds: turns, questionCounts, takeQuestions });
  const cpuMs = new Map(names.map((name, place) => [name, readHybridMs(cost, place)]));
  const clients = reportClients(measured, { cpuMs, cores: availableParallelism() });
  tell(`${clients.table}\n`);
  const atEnd = await readMemory(running);
  const startCells = running.map(({ name, startMs }, place) => [
    name,
    (startMs / 1_000).toFixed(1),
    atStart[place]!.toFixed(0),
    atEnd[place]!.toFixed(0),
  ]);
  tell(formatTable(["", "start, s", "memory at rest, MiB", "after all questions"], startCells));
  const own = running.length - 1;
  return [
    ...reportCost(cost),
    ...clients.rows,
    startRow(running[own]!.startMs),
    memoryRow("after the start", atStart[own]!),
    memoryRow("after all questions", atEnd[own]!),
  ];
}

async function readMemory(running: readonly Running[]): Promise<readonly number[]> {
  await delay(restMs);
  return Promise.all(running.map(async ({ server }) => (await server.readUsage()).memoryMib));
}

function readHybridMs({ sides }: Cost, place: number): number {
  return median((sides[place]!.get("hybrid") ?? []).map(({ cpuMs }) => cpuMs));
}

function startRow(startMs: number): Row {
  return {
    what: `start with saved indexes of ${corpusSize} papers`,
    figure: `${(startMs / 1000).toFixed(1)} s`,
    goal: "≤ 2 s",
    met: startMs <= 2_000,
  };
}

function memoryRow(when: string, memoryMib: number): Row {
  const what = `memory of the process at rest ${when}`;
  return { what, figure: `${memoryMib.toFixed(0)} MiB`, goal: "≤ 450 MiB", met: memoryMib <= 450 };
}

function recallRow(recall: number): Row {
  const what = "recall@10 of HNSW against an exact scan";
  return { what, figure: recall.toFixed(4), goal: "≥ 0.995", met: recall >= 0.995 };
}
