import type { Work } from "../../../../domain/follows/work.js";

/** A chunk of an inbox as it was read, and as it shall be; by row, ascending. */
export interface DraftedChunk {
  readonly inbox: number;
  readonly chunk: number;
  readonly before: ReadonlyMap<number, Work>;
  readonly works: Map<number, Work>;
}

export interface DraftedWork {
  readonly inbox: number;
  readonly row: number;
  readonly before?: Work | undefined;
  readonly after?: Work | undefined;
}

export function listDrafted({ inbox, before, works }: DraftedChunk): readonly DraftedWork[] {
  const rows = new Set([...before.keys(), ...works.keys()]);
  return Array.from(rows, (row) => ({ inbox, row, before: before.get(row), after: works.get(row) }));
}
