import { availableParallelism } from "node:os";
import { readPapers } from "./papers.js";
import { median, type Row } from "./statistics.js";
import { type FleetOptions, startFleet } from "./worker-fleet.js";

const cores = availableParallelism();
const one: FleetOptions = { processes: 1, threads: cores };
const several: FleetOptions = { processes: cores, threads: 1 };
/** The difference between two runs of the same kind on a quiet machine. */
const noise = 0.03;

interface Measured {
  readonly rate: number;
  readonly memory: number;
}

/** One worker process with one thread per core against one process per core, alternating, over a real Redis. */
export async function benchWorkers(
  corpus: { readonly papers: string },
  tell: (line: string) => void,
  { papers: count = 2_560, rounds = 3 }: { readonly papers?: number | undefined; readonly rounds?: number | undefined },
): Promise<Row[]> {
  const papers = await readPapers(corpus.papers, { count });
  const measured = new Map<FleetOptions, Measured[]>([
    [one, []],
    [several, []],
  ]);
  for (let round = 0; round < rounds; round += 1) {
    for (const options of round % 2 === 0 ? [one, several] : [several, one]) {
      const fleet = await startFleet(options);
      try {
        const rate = await fleet.embed({ papers });
        measured.get(options)!.push({ rate, memory: fleet.readMemory("VmHWM") });
        tell(`workers, round ${round + 1}: ${describe(options)} ${rate.toFixed(1)} papers/s`);
      } finally {
        await fleet.stop();
      }
    }
  }
  const [alone, together] = [measured.get(one)!, measured.get(several)!];
  const ratio = median(together.map(({ rate }, round) => rate / alone[round]!.rate));
  return [
    row(one, alone),
    row(several, together),
    {
      what: `papers embedded a second by ${describe(several)}, against ${describe(one)}`,
      figure: `${ratio.toFixed(2)} ×`,
      goal: `≥ 1 × (less ${noise * 100} % of noise)`,
      met: ratio >= 1 - noise,
    },
  ];
}

function row(options: FleetOptions, measured: readonly Measured[]): Row {
  const rate = median(measured.map((each) => each.rate));
  const memory = Math.max(...measured.map((each) => each.memory));
  const cost = (cores * 1000) / rate;
  const figure = `${rate.toFixed(1)} papers/s, ${cost.toFixed(1)} ms of a core each, ${memory} MiB`;
  return { what: `${describe(options)} over Redis`, figure, goal: "", met: true };
}

function describe({ processes, threads }: FleetOptions): string {
  const name = (count: number, word: string, plural: string) => `${count} ${count === 1 ? word : plural}`;
  return `${name(processes, "worker process", "worker processes")} with ${name(threads, "thread", "threads")}`;
}
