import { dirname } from "node:path";
import { openEmbedder } from "../../../src/compose/embedder.js";
import { createLogger } from "../../../src/compose/logger.js";
import { loadConfig } from "../../../src/config.js";
import { computeMean } from "../../../src/domain/evaluation/resampling.js";
import type { CosineScale } from "../../../src/domain/models/model.js";
import { defaultMinScore } from "../../../src/domain/follows/follow-kind.js";
import { createKeptVectors } from "../fusion/kept-vectors.js";
import { formatTable } from "../statistics.js";
import { matchArriving, type Scored } from "./arriving.js";
import { compareDismissals } from "./dismissing.js";
import { type JudgedArrivals, judgedNames, readArrivals } from "./judged-topics.js";
import { judge, type Quality, watchTopic } from "./match-quality.js";

/** Scores from which a paper matches. */
const floors = [0.06, 0.09, 0.12, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.75, 0.9] as const;
/** What counts: words and meaning, words, or meaning. */
const modes = { "words and meaning": 0.5, words: 0, meaning: 1 } as const;
type Mode = keyof typeof modes;

/**
 * Each topic of four judged collections is followed, and the documents arrive: which matches are relevant, and how many of
 * the relevant ones match. A floor is chosen on two collections and reported on the others.
 */
export async function benchFollowsQuality(
  corpus: { readonly papers: string },
  tell: (line: string) => void,
  { kept }: { readonly kept?: string | undefined },
): Promise<[]> {
  const config = loadConfig();
  const logger = createLogger(config, { fileDescriptor: 2, level: "warn" });
  const embedder = await openEmbedder(config, { logger, report: () => undefined, queries: true, workers: 1 });
  try {
    const texts = createKeptVectors(embedder, kept);
    const collections: JudgedArrivals[] = [];
    for (const name of judgedNames) collections.push(await readArrivals(dirname(corpus.papers), name, texts));
    const measured = await measureModes(collections, embedder.cosines);
    for (const [mode, scores] of measured) tell(`\n${mode}\n${formatFloors(collections, scores)}`);
    tell(`\nchosen on two collections\n${formatChoices(collections, measured)}`);
    tell(`\npapers like dismissed ones\n${await compareDismissals(collections, embedder.cosines)}`);
    return [];
  } finally {
    await embedder.close();
  }
}

type Measured = ReadonlyMap<Mode, readonly (readonly Scored[])[]>;

async function measureModes(collections: readonly JudgedArrivals[], cosines: CosineScale): Promise<Measured> {
  const measured = new Map<Mode, (readonly Scored[])[]>();
  for (const mode of Object.keys(modes) as Mode[]) {
    const scores: (readonly Scored[])[] = [];
    for (const arrivals of collections) {
      const watches = arrivals.topics.map((topic, id) =>
        watchTopic(topic, { id, weight: modes[mode], least: floors[0] }),
      );
      scores.push(await matchArriving(arrivals, watches, cosines));
    }
    measured.set(mode, scores);
  }
  return measured;
}

function formatFloors(collections: readonly JudgedArrivals[], scores: readonly (readonly Scored[])[]): string {
  const rows = floors.map((floor) => [
    String(floor),
    ...collections.map(({ topics }, at) => formatQuality(judge(topics, scores[at]!, floor))),
  ]);
  const header = collections.map(({ name, topics }) => `${name}, ${topics.length} topics`);
  return formatTable(["floor", ...header], rows);
}

/** Matches a topic; precision, recall, F0.5, F1. */
function formatQuality({ matches, precision, recall, f05, f1 }: Quality): string {
  return `${matches.toFixed(1)}; ${[precision, recall, f05, f1].map(percent).join(", ")}`;
}

function percent(share: number): string {
  return (share * 100).toFixed(0);
}

type Goal = "f05" | "f1";

function formatChoices(collections: readonly JudgedArrivals[], measured: Measured): string {
  const places = [...collections.keys()];
  const pairs = places.flatMap((one) => places.slice(one + 1).map((other) => [one, other]));
  const goals: readonly Goal[] = ["f05", "f1"];
  const rows = pairs.flatMap((pair) =>
    [...measured].map(([mode, scores]) => {
      const others = places.filter((place) => !pair.includes(place));
      const rate = (at: readonly number[], floor: number, goal: Goal) =>
        computeMean(at.map((place) => judge(collections[place]!.topics, scores[place]!, floor)[goal]));
      const cells = goals.flatMap((goal) => {
        const chosen = floors.reduce((best, floor) =>
          rate(pair, floor, goal) > rate(pair, best, goal) ? floor : best,
        );
        const best = Math.max(...floors.map((floor) => rate(others, floor, goal)));
        const [there, usual] = [rate(others, chosen, goal), rate(others, defaultMinScore.question, goal)];
        return [String(chosen), percent(there), percent(usual), percent(best)];
      });
      return [pair.map((place) => collections[place]!.name).join(" and "), mode, ...cells];
    }),
  );
  const columns = goals.flatMap((goal) => {
    const name = goal === "f05" ? "F0.5" : "F1";
    return [`floor by ${name}`, `${name} on the others`, "with the default", "at best"];
  });
  return formatTable(["chosen on", "by", ...columns], rows);
}
