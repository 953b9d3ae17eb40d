import { readDisplayName } from "../../../domain/person/display-name.js";
import { matchName, type MarkedName, type NameQuality } from "../../../domain/person/match-name.js";
import { toNameKeys } from "../../../domain/person/name-key.js";
import { type NameReading, readNames } from "../../../domain/person/name-readings.js";
import { type NameToken, tokenizeNames } from "../../../domain/person/name-tokens.js";
import { isWholeName, packGiven } from "../../../domain/person/packed-given.js";
import { foldCase } from "../../../domain/text/fold-text.js";
import type { Ask, Bucket } from "./ask.js";
import { readSpelling, separator, writeSpelling } from "./name-fields.js";
import { startingWith } from "./patterns.js";
import { anyOf, beginsWith } from "./query.js";

/** Spellings of authors' names, found by their words. */
export interface PersonNames {
  /** Every name that has a word of the tokens. */
  listTouched(tokens: readonly NameToken[]): Promise<readonly TouchedName[]>;
  /** The terms of the spellings that the whole text names. */
  findNamed(text: string): Promise<readonly string[]>;
}

export interface TouchedName extends MarkedName {
  readonly name: string;
  /** How many papers spell an author so. */
  readonly papers: number;
}

/** More authors have one word only where it says nothing. */
const maxNames = 20_000;

export function createPersonNames(ask: Ask): PersonNames {
  const listTouched = async (tokens: readonly NameToken[]): Promise<readonly TouchedName[]> => {
    const keys = tokens.map(({ kind, text }) => (kind === "word" || kind === "or-initials" ? toNameKeys(text) : []));
    const starts = [...new Set(keys.flat())].map((key) => `${key}${separator}`);
    if (starts.length === 0) return [];
    const { aggregations } = await ask.search({
      query: anyOf(starts.map((start) => beginsWith("authorByWord", start))),
      size: 0,
      aggs: { names: { terms: { field: "authorByWord", include: startingWith(starts), size: maxNames } } },
    });
    const buckets = (aggregations?.["names"]?.buckets ?? []) as readonly Bucket[];
    const papers = new Map(buckets.map(({ key, doc_count }) => [readSpelling(String(key)), doc_count]));
    return Array.from(papers, ([name, count]) => ({ name, papers: count, ...markName(name, keys) }));
  };
  return {
    listTouched,
    async findNamed(text) {
      const tokens = tokenizeNames(text);
      const qualities = rateNames(await listTouched(tokens), tokens);
      return [...qualities.keys()].map((name) => writeSpelling(foldCase(name), name));
    },
  };
}

/** How well each of the names, with a word of these very tokens, is the one that all tokens together name. */
export function rateNames(
  touched: readonly TouchedName[],
  tokens: readonly NameToken[],
): ReadonlyMap<string, NameQuality> {
  const isWhole = ({ from, to }: NameReading) => from === 0 && to === tokens.length - 1;
  const readings = readNames(tokens).filter(isWhole);
  const found = new Map<string, NameQuality>();
  for (const name of touched) {
    const best = readings.reduce<NameQuality>((most, reading) => {
      const quality = matchName(reading, name);
      return quality > most ? quality : most;
    }, 0);
    const quality = tokens.length === 1 && (name.families & 1) !== 0 ? 4 : best;
    if (quality > 0) found.set(name.name, quality);
  }
  return found;
}

function markName(name: string, keys: readonly (readonly string[])[]): MarkedName {
  const read = readDisplayName(name);
  let [words, families] = [0, 0];
  for (const [at, wanted] of keys.entries()) {
    for (const word of read.words) {
      if (!word.keys.some((key) => wanted.includes(key))) continue;
      words |= 1 << at;
      if (word.isFamily) families |= 1 << at;
    }
  }
  const given = packGiven(read);
  return { words, families: isWholeName(given) ? 0 : families, given };
}
