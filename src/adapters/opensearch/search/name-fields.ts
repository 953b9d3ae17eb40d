import { createHash } from "node:crypto";
import { readDisplayName } from "../../../domain/person/display-name.js";
import type { NameFacet } from "../../../domain/search/facet-names.js";
import { foldCase, foldText, splitWords } from "../../../domain/text/fold-text.js";

/** Separates the parts of a term. Names have no control characters. */
export const separator = "\u0001";

/** The names of a field, for each of them: */
export interface NameFields {
  /** what is equal for the spellings of one value; */
  readonly key: string;
  /** the hash of the key, and the spelling; */
  readonly spelling: string;
  /** for each word of it, the word and the spelling; */
  readonly byWord: string;
  /** its words, each name apart from the others. */
  readonly words: string;
}

export function nameFieldsOf(name: NameFacet): NameFields {
  return { key: `${name}Key`, spelling: `${name}Spelling`, byWord: `${name}ByWord`, words: `${name}Words` };
}

/** What the index holds of the names of one paper; of several spellings of one value only the first. */
export function writeNames(
  field: NameFacet,
  names: readonly string[],
  toKey: (name: string) => string = foldCase,
): Readonly<Record<string, readonly string[]>> {
  const spellings = new Map<string, string>();
  for (const name of names) {
    const key = toKey(name);
    if (!spellings.has(key)) spellings.set(key, name);
  }
  const kept = [...spellings.values()];
  const fields = nameFieldsOf(field);
  return {
    [fields.key]: [...spellings.keys()],
    [fields.spelling]: [...spellings].map(([key, name]) => writeSpelling(key, name)),
    [fields.byWord]: kept.flatMap((name) => listSoughtWords(field, name).map((word) => `${word}${separator}${name}`)),
    [fields.words]: kept.map((name) => splitWords(foldText(name)).join(" ")),
  };
}

export function writeSpelling(key: string, name: string): string {
  return `${hashKey(key)}${separator}${name}`;
}

/** Letters and digits, so that it can be part of a pattern. */
export function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 12);
}

/** What follows the first separator. */
export function readSpelling(term: string): string {
  return term.slice(term.indexOf(separator) + 1);
}

/** The words of a name by which it may be asked for; those of a person also as `toNameKeys` writes them. */
function listSoughtWords(field: NameFacet, name: string): readonly string[] {
  const words = splitWords(foldText(name));
  if (field !== "author") return [...new Set(words)];
  return [...new Set([...words, ...readDisplayName(name).words.flatMap(({ keys }) => keys)])];
}
