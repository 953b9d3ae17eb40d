import { computeMean } from "../../../src/domain/evaluation/resampling.js";
import type { Scored } from "./arriving.js";
import type { FollowedTopic } from "./judged-topics.js";

/** How good a set of matches is: means over topics, but of the precision, which is that of all matches together. */
export interface Quality {
  readonly matches: number;
  readonly precision: number;
  readonly recall: number;
  /** As the filtering tasks of TREC were judged: precision counts for more, because a reader looks at each match. */
  readonly f05: number;
  readonly f1: number;
}

export function watchTopic(
  { text, vector }: FollowedTopic,
  { id, weight, least }: { readonly id: number; readonly weight: number; readonly least: number },
) {
  return { id, after: 0, least, limits: { filter: {} }, wanted: { kind: "words" as const, text, weight, vector } };
}

export function judge(
  topics: readonly Pick<FollowedTopic, "relevant">[],
  scores: readonly Scored[],
  floor: number,
): Quality {
  const found = topics.map(() => ({ hits: 0, all: 0 }));
  for (const { watch, place, score } of scores) {
    if (score < floor) continue;
    found[watch]!.all += 1;
    if (topics[watch]!.relevant.has(place)) found[watch]!.hits += 1;
  }
  const judged = topics.flatMap(({ relevant }, at) =>
    relevant.size > 0 ? [{ ...found[at]!, wanted: relevant.size }] : [],
  );
  const sum = (read: (one: (typeof judged)[number]) => number) => judged.reduce((total, one) => total + read(one), 0);
  const all = sum((one) => one.all);
  return {
    matches: all / judged.length,
    precision: all === 0 ? 1 : sum(({ hits }) => hits) / all,
    recall: computeMean(judged.map(({ hits, wanted }) => hits / wanted)),
    f05: computeMean(judged.map(({ hits, all: own, wanted }) => (1.25 * hits) / (own + 0.25 * wanted))),
    f1: computeMean(judged.map(({ hits, all: own, wanted }) => (2 * hits) / (own + wanted))),
  };
}
