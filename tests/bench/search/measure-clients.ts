import { cpus } from "node:os";
import { formatTable, median, percentile, type Row } from "../statistics.js";
import type { Kind } from "./ask.js";
import type { Side } from "./measure-cost.js";
import type { Question } from "./questions.js";

export interface ClientsOptions {
  readonly sides: readonly Side[];
  readonly kind: Kind;
  readonly rounds: number;
  /** Questions of a round by the number of clients that share them. */
  readonly questionCounts: ReadonlyMap<number, number>;
  readonly takeQuestions: (count: number) => readonly Question[];
}

/** Many clients at once, one value a round. */
export interface Throughput {
  readonly clients: number;
  readonly side: string;
  readonly rates: readonly number[];
  /** CPU time of the side's process a question, in milliseconds. */
  readonly cpuMs: readonly number[];
  readonly waits: readonly number[];
  /** Of all cores' time, the share that other programs took. */
  readonly foreign: readonly number[];
}

/** Every client sends its next question when the last one is answered; all sides get the same questions in turn. */
export async function measureClients(options: ClientsOptions): Promise<readonly Throughput[]> {
  const { sides, kind, rounds, questionCounts, takeQuestions } = options;
  const measured: Throughput[] = [];
  for (const [clients, count] of questionCounts) {
    const runs = sides.map((): Run[] => []);
    for (let round = 0; round < rounds; round += 1) {
      const questions = takeQuestions(count);
      for (const [place, side] of sides.entries())
        runs[place]!.push(await runClients(side, { kind, questions, clients }));
    }
    for (const [place, { name }] of sides.entries()) {
      const pick = (read: (run: Run) => number) => runs[place]!.map(read);
      measured.push({
        clients,
        side: name,
        rates: pick(({ rate }) => rate),
        cpuMs: pick(({ cpuMs }) => cpuMs),
        foreign: pick(({ foreign }) => foreign),
        waits: runs[place]!.flatMap(({ waits }) => waits),
      });
    }
  }
  return measured;
}

interface Run {
  readonly rate: number;
  readonly cpuMs: number;
  readonly waits: readonly number[];
  readonly foreign: number;
}

async function runClients(
  side: Side,
  { kind, questions, clients }: { kind: Kind; questions: readonly Question[]; clients: number },
): Promise<Run> {
  const waits: number[] = [];
  const rest = questions.values();
  const before = { machine: readMachine(), side: await side.readCpuMs(), self: readSelf() };
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (const question of rest) waits.push(await side.client.ask(kind, question));
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  const machine = readMachine();
  const cpuMs = (await side.readCpuMs()) - before.side;
  const known = cpuMs + readSelf() - before.self;
  const foreign = (machine.busyMs - before.machine.busyMs - known) / (machine.allMs - before.machine.allMs);
  const count = questions.length;
  return { rate: count / seconds, cpuMs: cpuMs / count, waits, foreign: Math.max(0, foreign) };
}

/** Time of all cores since the machine started. */
function readMachine(): { busyMs: number; allMs: number } {
  const times = cpus().map(({ times: { user, nice, sys, irq, idle } }) => ({ busy: user + nice + sys + irq, idle }));
  const busyMs = times.reduce((sum, { busy }) => sum + busy, 0);
  return { busyMs, allMs: busyMs + times.reduce((sum, { idle }) => sum + idle, 0) };
}

function readSelf(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

const leastShare = 0.85;

/**
 * `cpuMs`: CPU time a question of each side with one client. Cores divided by it is the rate that a server would have
 * if nothing waited and the clients took no time.
 */
export function reportClients(
  measured: readonly Throughput[],
  { cpuMs, cores }: { readonly cpuMs: ReadonlyMap<string, number>; readonly cores: number },
): { readonly table: string; readonly rows: readonly Row[] } {
  const share = ({ side, rates }: Throughput) => median(rates) / (cores / (cpuMs.get(side)! / 1_000));
  const cells = measured.map((each) => [
    `${each.clients}`,
    each.side,
    median(each.rates).toFixed(0),
    median(each.cpuMs).toFixed(1),
    `${percentile(each.waits, 0.5).toFixed(0)} / ${percentile(each.waits, 0.95).toFixed(0)}`,
    share(each).toFixed(2),
    `${(100 * median(each.foreign)).toFixed(0)} %`,
  ]);
  const head = [
    "clients",
    "",
    "searches/s",
    "CPU, ms",
    "p50 / p95, ms",
    "share of cores ÷ CPU",
    "taken by other programs",
  ];
  const rows = measured
    .filter(({ side, clients }) => side === measured.at(-1)?.side && clients > 1)
    .map((each): Row => {
      const reached = share(each);
      return {
        what: `searches a second with ${each.clients} clients, as a share of cores ÷ CPU a question`,
        figure: `${reached.toFixed(2)} (${median(each.rates).toFixed(0)}/s)`,
        goal: `≥ ${leastShare}`,
        met: reached >= leastShare,
      };
    });
  return { table: formatTable(head, cells), rows };
}
