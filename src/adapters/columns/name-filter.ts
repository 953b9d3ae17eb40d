import type { DisplayName } from "../../domain/person/display-name.js";
import { toNameKeys } from "../../domain/person/name-key.js";
import type { NameHints } from "../../domain/search/names/may-name-authors.js";
import { hasBit, setBit } from "../../domain/search/ordinal-set.js";
import { firstSeed, hashWord, secondSeed } from "./hash-word.js";

/**
 * The words of names, and the pairs of words that a name has, as a Bloom filter (1970) in shared memory: another thread
 * reads it without asking. A full layer is followed by one of twice its size, so nothing is ever added again.
 */
export interface NameFilter {
  /** In the order in which they were begun. */
  readonly layers: readonly SharedArrayBuffer[];
  add(words: DisplayName["words"]): void;
}

/** 1 MB holds the names of some 130,000 authors. */
const firstLayerBytes = 1 << 20;
const hashes = 3;
/** With a larger share of its bits set, more than one word in 300 would be found wrongly. */
const fullShare = 0.15;
/** The pairs of a longer name would be too many: each of its words goes with every other such word. */
const maxPairedWords = 12;

export function createNameFilter(): NameFilter {
  const layers: SharedArrayBuffer[] = [];
  const all: Uint32Array[] = [];
  let bits: Uint32Array = new Uint32Array(0);
  let set = 0;
  const addLayer = (bytes: number) => {
    const layer = new SharedArrayBuffer(bytes);
    layers.push(layer);
    bits = new Uint32Array(layer);
    all.push(bits);
    set = 0;
  };
  addLayer(firstLayerBytes);
  const addEntry = (hash: EntryHash) => {
    if (all.some((layer) => isIn(layer, hash))) return;
    if (set > fullShare * 32 * bits.length) addLayer(2 * bits.byteLength);
    for (let at = 0; at < hashes; at += 1) setBit(bits, toPlace(bits, hash, at));
    set += hashes;
  };
  return {
    layers,
    add(words) {
      const keys = words.flatMap((word) => word.keys.map(hashKey));
      for (const key of keys) addEntry(key);
      if (keys.length > maxPairedWords) {
        for (const key of keys) addEntry(joinHashes(key, longName));
        return;
      }
      for (let at = 1; at < keys.length; at += 1) {
        for (let before = 0; before < at; before += 1) addEntry(joinHashes(keys[before]!, keys[at]!));
      }
    },
  };
}

/** Of a few papers that no other thread reads: an empty filter costs a megabyte. */
export const noNameFilter: NameFilter = { layers: [], add: () => undefined };

/** What the filter of another thread knows. */
export function readNameHints(layers: readonly SharedArrayBuffer[]): NameHints {
  const all = layers.map((layer) => new Uint32Array(layer));
  const has = (hash: EntryHash) => all.some((layer) => isIn(layer, hash));
  const areTogether = (key: EntryHash, other: EntryHash) =>
    key.first === other.first ||
    has(joinHashes(key, other)) ||
    (has(joinHashes(key, longName)) && has(joinHashes(other, longName)));
  return {
    hasWord: (word) => toNameKeys(word).some((key) => has(hashKey(key))),
    hasBoth(word, other) {
      const others = toNameKeys(other).map(hashKey);
      return toNameKeys(word).some((key) => others.some((second) => areTogether(hashKey(key), second)));
    },
  };
}

/** Double hashing (Kirsch and Mitzenmacher, 2006). */
interface EntryHash {
  readonly first: number;
  readonly step: number;
}

function hashKey(key: string): EntryHash {
  return { first: hashWord(key, firstSeed), step: hashWord(key, secondSeed) | 1 };
}

/** The hash of two words in either order. */
function joinHashes(one: EntryHash, other: EntryHash): EntryHash {
  return { first: mixBits(one.first + other.first), step: mixBits(one.step + other.step) | 1 };
}

/** A step of MurmurHash3: sums of hashes must not meet other sums. */
function mixBits(sum: number): number {
  return Math.imul(sum ^ (sum >>> 15), 0x85ebca6b) >>> 0;
}

/** No key has a space. */
const longName = hashKey(" ");

/** The number of words of bits is a power of two. */
function toPlace(bits: Uint32Array, { first, step }: EntryHash, at: number): number {
  return (first + at * step) & (bits.length * 32 - 1);
}

function isIn(bits: Uint32Array, hash: EntryHash): boolean {
  for (let at = 0; at < hashes; at += 1) if (!hasBit(bits, toPlace(bits, hash, at))) return false;
  return true;
}
