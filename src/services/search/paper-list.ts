import type { ListedPaper } from "./read-hits.js";

/** Papers in order. What is shown of a paper is made when it is read: lists are long, and pages are short. */
export interface PaperList {
  readonly ordinals: Int32Array;
  /** The papers from one place to another. */
  read(from: number, to: number): Promise<readonly ListedPaper[]>;
}

export function toPaperList(listed: readonly ListedPaper[]): PaperList {
  return {
    ordinals: Int32Array.from(listed, ({ ordinal }) => ordinal),
    read: async (from, to) => listed.slice(from, to),
  };
}

export function cutList({ ordinals, read }: PaperList, from: number, to: number): PaperList {
  return {
    ordinals: ordinals.subarray(from, to),
    read: (start, end) => read(from + start, Math.min(to, from + end)),
  };
}

/** One list after another. */
export function joinLists(lists: readonly PaperList[]): PaperList {
  const ordinals = new Int32Array(lists.reduce((sum, list) => sum + list.ordinals.length, 0));
  const starts: number[] = [];
  let length = 0;
  for (const list of lists) {
    starts.push(length);
    ordinals.set(list.ordinals, length);
    length += list.ordinals.length;
  }
  const read = async (from: number, to: number) => {
    const parts = lists.map((list, at) => {
      const [start, end] = [from - starts[at]!, to - starts[at]!].map((place) => Math.max(0, place));
      return start! < Math.min(end!, list.ordinals.length) ? list.read(start!, end!) : [];
    });
    return (await Promise.all(parts)).flat();
  };
  return { ordinals, read };
}

/** Joins lists whose scores never increase into one whose scores never increase. */
export async function joinByScore(lists: readonly PaperList[]): Promise<PaperList> {
  let highest = 1;
  const capped: PaperList[] = [];
  for (const list of lists) {
    const cap = highest;
    const { length } = list.ordinals;
    const [last] = length === 0 ? [] : await list.read(length - 1, length);
    highest = Math.min(highest, last?.score ?? 1);
    const read: PaperList["read"] = async (from, to) =>
      (await list.read(from, to)).map((paper) => (paper.score <= cap ? paper : { ...paper, score: cap }));
    capped.push({ ordinals: list.ordinals, read });
  }
  return joinLists(capped);
}
