import type { Ordinal } from "../../domain/paper/paper.js";
import { createNameDictionary, type NameDictionary, type NameDictionaryOptions } from "./name-dictionary.js";
import { createNumberLists, type NumberLists } from "./number-lists.js";
import { growColumn } from "./grow-column.js";

export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** A field whose values are names, for all papers: venues, categories or authors. */
export interface NameColumn {
  readonly dictionary: NameDictionary;
  /** The names of each paper. */
  readonly lists: NumberLists;
  /** How many papers use each spelling. */
  readonly uses: Int32Array;
  /** Replaces the names of a paper; none for a removed one. */
  set(ordinal: Ordinal, names: readonly string[]): void;
  /** Returns a test for whether a paper has one of these spellings. */
  prepareTest(spellings: Iterable<number>): (ordinal: Ordinal) => boolean;
  /**
   * The most frequent values of these papers, by count, then by value; each in its most frequent spelling. If spellings
   * are given, only values with one of them.
   */
  countValues(ordinals: Int32Array, options: CountOptions): CountedValues;
  /** Of the values of these spellings, or of all, those that most papers have; the papers of all their spellings count. */
  findValues(spellings: Iterable<number> | undefined, limit: number): ValueCount[];
}

export interface CountOptions {
  readonly limit: number;
  readonly spellings?: readonly number[] | undefined;
}

export interface CountedValues {
  readonly top: ValueCount[];
  /** How many values there are in all. */
  readonly size: number;
}

export function createNameColumn(options: NameDictionaryOptions = {}): NameColumn {
  const dictionary = createNameDictionary(options);
  const { toShown = (name) => name } = options;
  const lists = createNumberLists();
  let uses = new Int32Array(0);
  /** Reused, and all zero between calls: to make it, clear it or read it as a whole takes longer than most counts. */
  let counts = new Int32Array(0);
  /** @param count counts papers, and returns the numbers that it counted for the first time */
  const rank = ({ limit, spellings }: CountOptions, count: (counts: Int32Array) => number[]): CountedValues => {
    counts = growColumn(counts, dictionary.names.length);
    const counted = count(counts);
    joinSpellings(counts, counted, dictionary);
    const values = keepValues(
      counted.filter((number) => counts[number] !== 0),
      dictionary,
      spellings,
    );
    const top = selectTop(counts, values, { limit, readName: readShown });
    for (const number of counted) counts[number] = 0;
    return { top, size: values.length };
  };
  const readShown = (value: number) => toShown(readMostUsed(dictionary, uses, value));
  return {
    dictionary,
    lists,
    get uses() {
      return uses;
    },
    set(ordinal, names) {
      const list = dictionary.add(names);
      uses = growColumn(uses, dictionary.names.length);
      moveUses(uses, lists, { ordinal, list });
      lists.set(ordinal, list);
    },
    prepareTest(spellings) {
      const wanted = markNumbers(dictionary, spellings);
      const { starts, lengths, numbers } = lists;
      return (ordinal) => {
        const start = starts[ordinal] ?? 0;
        const end = start + (lengths[ordinal] ?? 0);
        for (let at = start; at < end; at += 1) if (wanted[numbers[at] ?? 0] === 1) return true;
        return false;
      };
    },
    countValues: (ordinals, wanted) => rank(wanted, (empty) => addCounts(empty, lists, ordinals)),
    findValues: (spellings, limit) =>
      rank({ limit }, (empty) => addUses(empty, { uses, dictionary, spellings: spellings ?? dictionary.names.keys() }))
        .top,
  };
}

/** Counts the new names of a paper, and no longer its old ones. */
function moveUses(
  uses: Int32Array,
  { starts, lengths, numbers }: NumberLists,
  { ordinal, list }: { ordinal: Ordinal; list: readonly number[] },
): void {
  const start = starts[ordinal] ?? 0;
  for (let at = start; at < start + (lengths[ordinal] ?? 0); at += 1) uses[numbers[at] ?? 0]! -= 1;
  for (const number of list) uses[number]! += 1;
}

interface Uses {
  readonly uses: Int32Array;
  readonly dictionary: NameDictionary;
  readonly spellings: Iterable<number>;
}

/** Counts these spellings, and the other spellings of their values. */
function addUses(counts: Int32Array, { uses, dictionary, spellings }: Uses): number[] {
  const counted: number[] = [];
  const add = (number: number) => {
    if (counts[number] !== 0 || uses[number] === 0) return;
    counts[number] = uses[number] ?? 0;
    counted.push(number);
  };
  for (const number of spellings) add(number);
  for (const [value, others] of dictionary.listRespelled()) {
    const all = [value, ...others];
    if (all.some((number) => counts[number] !== 0)) for (const number of all) add(number);
  }
  return counted;
}

/** Counts the papers of all spellings of a value under its first spelling. */
function joinSpellings(counts: Int32Array, counted: number[], dictionary: NameDictionary): void {
  for (const [value, others] of dictionary.listRespelled()) {
    for (const other of others) {
      if (counts[other] === 0) continue;
      if (counts[value] === 0) counted.push(value);
      counts[value] = (counts[value] ?? 0) + (counts[other] ?? 0);
      counts[other] = 0;
    }
  }
}

function markNumbers({ names }: NameDictionary, numbers: Iterable<number>): Uint8Array {
  const marked = new Uint8Array(names.length);
  for (const number of numbers) marked[number] = 1;
  return marked;
}

/** The values that have one of the spellings. */
function keepValues(
  values: number[],
  dictionary: NameDictionary,
  spellings: readonly number[] | undefined,
): readonly number[] {
  if (!spellings) return values;
  const wanted = markNumbers(dictionary, spellings);
  for (const [value, others] of dictionary.listRespelled()) {
    if (others.some((other) => wanted[other] === 1)) wanted[value] = 1;
  }
  return values.filter((number) => wanted[number] === 1);
}

/** Counts the papers of each spelling. */
function addCounts(counts: Int32Array, { starts, lengths, numbers }: NumberLists, ordinals: Int32Array): number[] {
  const counted: number[] = [];
  for (let index = 0; index < ordinals.length; index += 1) {
    const ordinal = ordinals[index] ?? 0;
    const start = starts[ordinal] ?? 0;
    const end = start + (lengths[ordinal] ?? 0);
    for (let at = start; at < end; at += 1) {
      const number = numbers[at] ?? 0;
      if (counts[number] === 0) counted.push(number);
      counts[number] = (counts[number] ?? 0) + 1;
    }
  }
  return counted;
}

interface Selection {
  readonly limit: number;
  readonly readName: (value: number) => string;
}

/** Most numbers are decided by their count alone, and most of the others by the first letters of their names. */
function selectTop(counts: Int32Array, counted: readonly number[], { limit, readName }: Selection): ValueCount[] {
  const top: ValueCount[] = [];
  let minCount = 1;
  let last: string | undefined;
  for (const number of counted) {
    const count = counts[number] ?? 0;
    if (count < minCount) continue;
    const value = readName(number);
    if (count === minCount && last !== undefined && value > last) continue;
    const at = top.findIndex((other) => other.count < count || (other.count === count && value < other.value));
    top.splice(at < 0 ? top.length : at, 0, { value, count });
    if (top.length > limit) top.pop();
    if (top.length === limit) ({ count: minCount, value: last } = top.at(-1) ?? { count, value });
  }
  return top;
}

function readMostUsed({ names, listOtherSpellings }: NameDictionary, uses: Int32Array, value: number): string {
  let best = value;
  for (const other of listOtherSpellings(value)) {
    const more = (uses[other] ?? 0) - (uses[best] ?? 0);
    if (more > 0 || (more === 0 && (names[other] ?? "") < (names[best] ?? ""))) best = other;
  }
  return names[best] ?? "";
}
