import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Paper } from "../../../src/domain/paper/paper.js";
import { readJudged } from "../fusion/judged-collections.js";
import type { TextVectors } from "../fusion/kept-vectors.js";
import type { Arriving } from "./arriving.js";

/** A judged collection whose papers arrive in a random order, the same in every run. */
export interface JudgedArrivals extends Arriving {
  readonly name: string;
  readonly topics: readonly FollowedTopic[];
}

export interface FollowedTopic {
  readonly text: string;
  readonly vector: Float32Array;
  /** The places of relevant papers. */
  readonly relevant: ReadonlySet<number>;
}

export const judgedNames = ["cranfield", "med", "cf", "lisa"] as const;

export async function readArrivals(folder: string, name: string, texts: TextVectors): Promise<JudgedArrivals> {
  const { papers, vectors, queries } = await readJudged(join(folder, name), texts);
  const order = [...papers.keys()]
    .map((place) => ({ place, key: createHash("sha256").update(`${name} ${place}`).digest("hex") }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ place }) => place);
  const arrivedAt = new Map(order.map((place, at) => [String(place), at]));
  const topics = queries.flatMap(({ text, vector, judgements }): FollowedTopic[] => {
    const places = [...judgements].flatMap(([id, grade]) => (grade > 0 ? (arrivedAt.get(id) ?? []) : []));
    return places.length === 0 ? [] : [{ text, vector, relevant: new Set(places) }];
  });
  return {
    name,
    papers: order.map((place) => toPaper(papers[place]!, place)),
    vectors: order.map((place) => vectors[place]!),
    topics,
  };
}

function toPaper({ title, abstract }: { title: string; abstract: string }, place: number): Paper {
  return {
    id: String(place),
    title: title || "Untitled",
    ...(abstract !== "" && { abstract }),
    authors: [],
    categories: [],
    keywords: [],
  };
}
