import type { Ordinal } from "../../domain/paper/paper.js";
import { growColumn } from "./grow-column.js";

/** One list of numbers per paper, in a few flat arrays: millions of small arrays would take ten times the memory. */
export interface NumberLists {
  /** The list of a paper: `lengths[ordinal]` numbers in `numbers` from `starts[ordinal]` on. */
  readonly starts: Uint32Array;
  readonly lengths: Uint16Array;
  readonly numbers: Int32Array;
  /** Replaces the list of a paper; at most 65,535 numbers. Arrays read before the call may be stale after it. */
  set(ordinal: Ordinal, list: readonly number[]): void;
}

export function createNumberLists(): NumberLists {
  let starts = new Uint32Array(0);
  let lengths = new Uint16Array(0);
  let numbers = new Int32Array(0);
  let used = 0;
  return {
    get starts() {
      return starts;
    },
    get lengths() {
      return lengths;
    },
    get numbers() {
      return numbers;
    },
    set(ordinal, list) {
      starts = growColumn(starts, ordinal + 1);
      lengths = growColumn(lengths, ordinal + 1);
      if (list.length > (lengths[ordinal] ?? 0)) {
        lengths[ordinal] = 0;
        if (used + list.length > numbers.length) {
          ({ numbers, used } = compactLists({ starts, lengths, numbers }, list.length));
        }
        starts[ordinal] = used;
        used += list.length;
      }
      lengths[ordinal] = list.length;
      const start = starts[ordinal] ?? 0;
      for (let index = 0; index < list.length; index += 1) numbers[start + index] = list[index] ?? 0;
    },
  };
}

type Lists = Pick<NumberLists, "starts" | "lengths" | "numbers">;

/** Compacts the lists, which frees the space of outgrown ones, and leaves the same room again after them. */
function compactLists(
  { starts, lengths, numbers }: Lists,
  needed: number,
): { numbers: Int32Array<ArrayBuffer>; used: number } {
  const held = lengths.reduce((sum, length) => sum + length, 0);
  const roomy = new Int32Array(Math.max(2 * held, held + needed, 1_024));
  let used = 0;
  for (let ordinal = 0; ordinal < lengths.length; ordinal += 1) {
    const start = starts[ordinal] ?? 0;
    const end = start + (lengths[ordinal] ?? 0);
    starts[ordinal] = used;
    for (let at = start; at < end; at += 1, used += 1) roomy[used] = numbers[at] ?? 0;
  }
  return { numbers: roomy, used };
}
