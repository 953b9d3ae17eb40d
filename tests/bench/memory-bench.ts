import { availableParallelism } from "node:os";
import { readPapers } from "./papers.js";
import type { Row } from "./statistics.js";
import { startFleet } from "./worker-fleet.js";

const samplesOfRun = 20;
const mostMemory = 700;
/** As a share of memory; smaller changes are within the noise of the garbage collector and malloc. */
const leastGrowth = 0.01;

interface Sample {
  readonly papers: number;
  /** In MiB. */
  readonly memory: number;
}

/**
 * Resident memory of one worker process with one thread per core during a long run, sampled at every twentieth of it.
 */
export async function benchMemory(
  corpus: { readonly papers: string },
  tell: (line: string) => void,
  { papers: count = 20_000 }: { readonly papers?: number | undefined },
): Promise<Row[]> {
  const papers = await readPapers(corpus.papers, { count });
  const fleet = await startFleet({ processes: 1, threads: availableParallelism() });
  try {
    const samples: Sample[] = [{ papers: 0, memory: fleet.readMemory("VmRSS") }];
    const step = count / samplesOfRun;
    const rate = await fleet.embed({
      papers,
      onBatch(embedded) {
        if (embedded < samples.length * step) return;
        samples.push({ papers: embedded, memory: fleet.readMemory("VmRSS") });
        tell(`memory: ${samples.at(-1)!.memory} MiB after ${embedded} papers`);
      },
    });
    tell(`memory: ${rate.toFixed(1)} papers/s`);
    return report(samples, fleet.readMemory("VmHWM"), count);
  } finally {
    await fleet.stop();
  }
}

function report(samples: readonly Sample[], peak: number, count: number): Row[] {
  const at = (share: number) => samples.find(({ papers }) => papers >= share * count) ?? samples.at(-1)!;
  const figures = [at(0.05), at(0.5), samples.at(-1)!].map(({ papers, memory }) => `${memory} MiB (${papers})`);
  const last = samples.filter(({ papers }) => papers >= count / 2);
  const { slope, error } = fitLine(last);
  const half = count / 2;
  const growth = slope * half;
  const noise = Math.max(2 * error * half, leastGrowth * peak);
  return [
    {
      what: "memory of a worker process, after so many papers",
      figure: figures.join(", "),
      goal: `≤ ${mostMemory} MiB`,
      met: samples.every(({ memory }) => memory <= mostMemory),
    },
    { what: "its peak", figure: `${peak} MiB`, goal: `≤ ${mostMemory} MiB`, met: peak <= mostMemory },
    {
      what: `its growth over the last ${half} papers, by a fitted line`,
      figure: `${growth.toFixed(1)} MiB`,
      goal: `≤ ${noise.toFixed(1)} MiB, what noise alone may give`,
      met: growth <= noise,
    },
  ];
}

/** Least squares, with the standard error of the slope. */
function fitLine(samples: readonly Sample[]): { readonly slope: number; readonly error: number } {
  const count = samples.length;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / count;
  const [x, y] = [mean(samples.map(({ papers }) => papers)), mean(samples.map(({ memory }) => memory))];
  const square = samples.reduce((sum, { papers }) => sum + (papers - x) ** 2, 0);
  const slope = samples.reduce((sum, { papers, memory }) => sum + (papers - x) * (memory - y), 0) / square;
  const rest = samples.reduce((sum, { papers, memory }) => sum + (memory - y - slope * (papers - x)) ** 2, 0);
  return { slope, error: Math.sqrt(rest / (count - 2) / square) };
}
