import { formatTable, median, percentile, type Row } from "../statistics.js";
import type { Kind } from "./ask.js";
import type { Block, Cost } from "./measure-cost.js";

interface Goal {
  readonly what: string;
  /** CPU time over that of embedding the bare query; none where nothing is asked. */
  readonly most?: number;
  /** Only what is added to this kind counts. */
  readonly over?: Kind;
}

const goals: Readonly<Record<Kind, Goal>> = {
  keyword: { what: "keyword search", most: 0.4 },
  semantic: { what: "semantic search", most: 1.25 },
  hybrid: { what: "hybrid search", most: 1.6 },
  facets: { what: "all facets, added to a hybrid search", most: 0.2, over: "hybrid" },
  explain: { what: "hybrid search with ten explained hits", most: 6 },
  similar: { what: "similar papers", most: 0.3 },
  recommendations: { what: "recommendations from three papers", most: 1 },
  suggest: { what: "suggestions while one types" },
};

/** CPU time a question over that of the bare query, with the goals; the last side is the one that has them. */
export function reportCost({ bareMs, sides }: Cost): Row[] {
  const bare = median(bareMs);
  const own = sides.at(-1)!;
  const rows = [...own.keys()].map((kind): Row => {
    const { what, most = Infinity } = goals[kind];
    const cpuMs = median(readCosts(own, kind));
    const ratio = cpuMs / bare;
    return {
      what: `CPU of ${what}, over that of embedding the bare query`,
      figure: `${ratio.toFixed(2)} × (${cpuMs.toFixed(1)} ms)`,
      goal: most === Infinity ? "" : `≤ ${most} ×`,
      met: ratio <= most,
    };
  });
  return [...rows, ...compareSuggestions(own)];
}

/** A table of all sides, the bare query included, with what the last side takes of the first. */
export function compareCosts({ bareMs, oneThreadMs, sides }: Cost, names: readonly string[]): string {
  const bare = median(bareMs);
  const comparing = sides.length > 1;
  const head = ["CPU a question", ...names.map((name) => `${name}, ms (× bare)`), "wait p50, ms"];
  const describeBare = (what: string, values: readonly number[]) =>
    [what, ...names.map(() => median(values).toFixed(1)), ""].concat(comparing ? [""] : []);
  const rows = [...sides[0]!.keys()].map((kind) => {
    const costs = sides.map((side) => readCosts(side, kind));
    const cells = costs.map((cost) => `${median(cost).toFixed(1)} (${(median(cost) / bare).toFixed(2)})`);
    const waits = sides.map((side) => percentile(listWaits(side, kind), 0.5).toFixed(1)).join(" → ");
    const row = [goals[kind].what, ...cells, waits];
    return comparing ? [...row, goals[kind].over ? "" : compareRounds(costs[0]!, costs.at(-1)!)] : row;
  });
  const bareRows = [describeBare("bare query embedding", bareMs), describeBare("… with one thread", oneThreadMs)];
  return formatTable(comparing ? [...head, `${names.at(-1)} ÷ ${names[0]}`] : head, [...bareRows, ...rows]);
}

/** The median of the rounds' ratios, the least and the most. */
function compareRounds(before: readonly number[], after: readonly number[]): string {
  const ratios = after.map((value, round) => value / before[round]!);
  return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
}

/** CPU milliseconds a question, one value a round. */
function readCosts(side: ReadonlyMap<Kind, readonly Block[]>, kind: Kind): readonly number[] {
  const blocks = side.get(kind) ?? [];
  const { over } = goals[kind];
  if (over === undefined) return blocks.map(({ cpuMs }) => cpuMs);
  return blocks.map(({ cpuMs }, round) => cpuMs - side.get(over)![round]!.cpuMs);
}

function listWaits(side: ReadonlyMap<Kind, readonly Block[]>, kind: Kind): readonly number[] {
  return (side.get(kind) ?? []).flatMap(({ waits }) => waits);
}

function compareSuggestions(side: ReadonlyMap<Kind, readonly Block[]>): Row[] {
  if (!side.has("suggest") || !side.has("keyword")) return [];
  const [suggest, keyword] = (["suggest", "keyword"] as const).map((kind) => percentile(listWaits(side, kind), 0.95));
  return [
    {
      what: "wait for suggestions, p95, against that for a keyword search",
      figure: `${(suggest! / keyword!).toFixed(2)} × (${suggest!.toFixed(1)} and ${keyword!.toFixed(1)} ms)`,
      goal: "≤ 1 ×",
      met: suggest! <= keyword!,
    },
  ];
}
