import type { Topic } from "../map/find-topics.js";
import { mapSide } from "../map/fit-places.js";
import type { Overview } from "./answer.js";

export type MapPicture = NonNullable<Overview["map"]>;

export const pictureSide = 48;
const levels = 9;
const shownTopics = 12;

/** A map in small: how dense its papers are, and where its broadest topics are. */
export function drawPicture(map: PicturedMap): MapPicture {
  const { x, y, topics } = map;
  const counts = new Uint32Array(pictureSide * pictureSide);
  const cellOf = (at: number) => Math.min(pictureSide - 1, Math.floor((at / mapSide) * pictureSide));
  for (let at = 0; at < x.length; at += 1) counts[cellOf(y[at]!) * pictureSide + cellOf(x[at]!)]! += 1;
  const most = counts.reduce((max, count) => Math.max(max, count), 1);
  const rows = Array.from({ length: pictureSide }, (_, row) =>
    Array.from(counts.subarray(row * pictureSide, (row + 1) * pictureSide), (count) =>
      // The root, so that thin regions are seen beside the densest one.
      Math.ceil(levels * Math.sqrt(count / most)),
    ).join(""),
  );
  return { papers: x.length, rows, topics: listTopics(topics) };
}

interface PicturedMap {
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  readonly topics: readonly Topic[];
}

function listTopics(topics: readonly Topic[]): MapPicture["topics"] {
  return topics
    .flatMap(({ names: [name], level, x, y, papers }, index) =>
      name === undefined || level > 0 ? [] : [{ name, index, papers, x: share(x), y: share(y) }],
    )
    .toSorted((one, other) => other.papers - one.papers)
    .slice(0, shownTopics);
}

function share(at: number): number {
  return Math.round((at / mapSide) * 1_000) / 1_000;
}
