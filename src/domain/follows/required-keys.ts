import { splitNameWords, toNameKeys } from "../person/name-key.js";
import { extractQueryTerms } from "../search/bm25.js";
import type { QueryNode } from "../search/query/node.js";
import { foldText, isUnspaced, splitWords } from "../text/fold-text.js";
import type { PaperLimits } from "./paper-batch.js";

/** What a paper needs to pass limits: one of these terms, or an author with one of these names. */
export interface RequiredKeys {
  readonly terms: readonly string[];
  readonly names: readonly RequiredName[];
}

/** An author needs one of the keys, as another may have only the initials of the other words, and two of the initials. */
export interface RequiredName {
  readonly keys: readonly string[];
  /** The letters with which each word of the name may begin. */
  readonly initials: readonly string[];
}

/**
 * One of these terms or names is in every paper that passes; `undefined` where none is sure to be.
 */
export function findRequiredKeys({ condition, filter }: PaperLimits): RequiredKeys | undefined {
  if (filter.author) return joinKeys(filter.author.map(readName));
  return condition && readNode(condition);
}

function readNode(node: QueryNode): RequiredKeys | undefined {
  if (node.kind === "name" && node.field === "author") return readName(node.text);
  if (node.kind === "words" || node.kind === "phrase") {
    const [longest] = extractQueryTerms(
      node.kind === "phrase" ? node.text.replace(/\p{Pd}/gu, " ") : node.text,
    ).toSorted((one, other) => other.length - one.length);
    return longest === undefined ? undefined : { terms: [longest], names: [] };
  }
  if (node.kind === "any") return joinKeys(node.nodes.map(readNode));
  if (node.kind !== "all") return undefined;
  for (const part of node.nodes) {
    const keys = readNode(part);
    if (keys) return keys;
  }
  return undefined;
}

function readName(text: string): RequiredKeys | undefined {
  const words = splitWords(foldText(text)).filter((word) => word.length > 1);
  if (words.length === 0 || words.some(isUnspaced)) return undefined;
  const initials = text
    .split(/\s+/)
    .map(listInitials)
    .filter((letters) => letters !== "");
  return { terms: [], names: [{ keys: listNameKeys(text), initials }] };
}

function joinKeys(all: readonly (RequiredKeys | undefined)[]): RequiredKeys | undefined {
  const known = all.filter((keys) => keys !== undefined);
  if (known.length < all.length) return undefined;
  return { terms: known.flatMap(({ terms }) => terms), names: known.flatMap(({ names }) => names) };
}

/** The keys of the words of a name. */
export function listNameKeys(name: string): readonly string[] {
  return listAllKeys(name).filter((key) => key.length > 1);
}

/** The letters with which words of a name begin; `*` is any letter that is not Latin. */
export function listInitials(name: string): string {
  return [...new Set(listAllKeys(name).map((key) => (/^[a-z]/.test(key) ? key[0] : "*")))].join("");
}

/**
 * Whether an author whose words begin so may be the one that is required, as far as initials tell: a name has the family
 * name and a given name of the other, or their initials.
 */
export function mayBeNamed({ initials }: RequiredName, own: string): boolean {
  const shared = initials.filter((letters) => [...letters].some((letter) => own.includes(letter)));
  return shared.length >= Math.min(2, initials.length);
}

function listAllKeys(name: string): readonly string[] {
  return [...splitWords(foldText(name)), ...splitNameWords(name)].flatMap(toNameKeys);
}
