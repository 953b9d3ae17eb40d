import type { Ordinal } from "../../domain/paper/paper.js";

export interface DateOrder {
  readonly oldestFirst: boolean;
  readonly limit: number;
}

/** By date key; papers without a date come last. Of equal dates, the paper that was stored last is the newest. */
export function orderByDate(ordinals: Int32Array, dates: Int32Array, { oldestFirst, limit }: DateOrder): Ordinal[] {
  const first = createTop(limit);
  for (let index = 0; index < ordinals.length; index += 1) {
    const ordinal = ordinals[index] ?? 0;
    const date = dates[ordinal] ?? 0;
    if (oldestFirst) first.add((date === 0 ? 0 : maxDate - date) * ordinalRange + (ordinalRange - 1 - ordinal));
    else first.add(date * ordinalRange + ordinal);
  }
  return first.list().map((key) => (oldestFirst ? ordinalRange - 1 - (key % ordinalRange) : key % ordinalRange));
}

/** Packs a date key (below 2^21) and an ordinal (below 2^31) into the 53 bits of a number, to sort them as numbers. */
const ordinalRange = 2 ** 31;
const maxDate = 2 ** 21;

interface Top {
  add(key: number): void;
  /** Descending. */
  list(): number[];
}

/** The largest keys: those below the current minimum are skipped, and the rest is sorted whenever it is twice the limit. */
function createTop(limit: number): Top {
  const kept = new Float64Array(2 * limit);
  let count = 0;
  let minKey = -1;
  const cut = () => {
    kept.subarray(0, count).sort().reverse();
    count = Math.min(count, limit);
    if (count === limit) minKey = kept[limit - 1] ?? -1;
  };
  return {
    add(key) {
      if (key <= minKey) return;
      kept[count] = key;
      count += 1;
      if (count === kept.length) cut();
    },
    list() {
      cut();
      return Array.from(kept.subarray(0, count));
    },
  };
}
