import { placeByNeighbours, type PlaceTable } from "../../domain/map/place-table.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";
import { neighboursOfPaper, papersAtOnce } from "./gather-neighbours.js";

export interface PlaceOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (share: number) => void;
}

/**
 * Places papers that are not in the layout among their neighbours. Each placed paper helps to place the next ones; the
 * remaining papers are tried once more, and otherwise stay off the map.
 */
export async function placePapers(
  index: Pick<VectorSearch, "listNeighbours">,
  { papers, table }: { readonly papers: Int32Array; readonly table: PlaceTable },
  { signal, onProgress = () => undefined }: PlaceOptions,
): Promise<void> {
  const once = await placeInOrder(papers, onProgress);
  await placeInOrder(once, () => undefined);

  async function placeInOrder(order: Int32Array, report: (share: number) => void): Promise<Int32Array> {
    const left: Ordinal[] = [];
    for (let from = 0; from < order.length; from += papersAtOnce) {
      signal.throwIfAborted();
      const of = [...order.subarray(from, from + papersAtOnce)];
      const { counts, ordinals } = await index.listNeighbours({ of, limit: neighboursOfPaper });
      let at = 0;
      for (const [row, ordinal] of of.entries()) {
        const end = at + (counts[row] ?? 0);
        const place = placeByNeighbours(ordinals.subarray(at, end), table.find);
        if (place) table.put(ordinal, place);
        else left.push(ordinal);
        at = end;
      }
      report((from + of.length) / order.length);
    }
    return Int32Array.from(left);
  }
}
