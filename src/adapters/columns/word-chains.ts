import { growColumn } from "./grow-column.js";
import { firstSeed, hashWord, secondSeed } from "./hash-word.js";

/** Lists of numbers by word, in a few flat arrays: a map of arrays would take ten times the memory. */
export interface WordChains {
  add(word: string, number: number): void;
  /** Calls back with the numbers added for the word, the last one first. */
  forEach(word: string, visit: (number: number) => void): void;
}

/**
 * A hash table whose slots point to linked lists. A word is known by 64 bits of hash, so that the words themselves need
 * not be kept.
 */
export function createWordChains(): WordChains {
  let table = createTable(1_024);
  let numbers = new Uint32Array(0);
  let next = new Uint32Array(0);
  let used = 1;
  let words = 0;
  return {
    add(word, number) {
      if (words * 2 >= table.heads.length) table = enlargeTable(table);
      const slot = findSlot(table, hashWord(word, firstSeed), hashWord(word, secondSeed));
      if (table.heads[slot] === 0) words += 1;
      numbers = growColumn(numbers, used + 1);
      next = growColumn(next, used + 1);
      numbers[used] = number;
      next[used] = table.heads[slot] ?? 0;
      table.heads[slot] = used;
      used += 1;
    },
    forEach(word, visit) {
      const slot = findSlot(table, hashWord(word, firstSeed), hashWord(word, secondSeed));
      for (let at = table.heads[slot] ?? 0; at !== 0; at = next[at] ?? 0) visit(numbers[at] ?? 0);
    },
  };
}

interface Table {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** 0 for a free slot. */
  readonly heads: Uint32Array;
}

function createTable(size: number): Table {
  return { first: new Uint32Array(size), second: new Uint32Array(size), heads: new Uint32Array(size) };
}

function enlargeTable(table: Table): Table {
  const larger = createTable(table.heads.length * 2);
  for (const [slot, head] of table.heads.entries()) {
    if (head === 0) continue;
    larger.heads[findSlot(larger, table.first[slot] ?? 0, table.second[slot] ?? 0)] = head;
  }
  return larger;
}

/** The slot of a word, or a free one, which it takes. */
function findSlot({ first, second, heads }: Table, one: number, two: number): number {
  const mask = heads.length - 1;
  let slot = one & mask;
  while (heads[slot] !== 0 && (first[slot] !== one || second[slot] !== two)) slot = (slot + 1) & mask;
  first[slot] = one;
  second[slot] = two;
  return slot;
}
