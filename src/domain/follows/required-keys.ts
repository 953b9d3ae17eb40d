import { toNameKeys } from "../person/name-key.js";
import { extractQueryTerms } from "../search/bm25.js";
import type { QueryNode } from "../search/query/node.js";
import { foldText, isUnspaced, splitWords } from "../text/fold-text.js";
import type { PaperLimits } from "./paper-batch.js";

/** What a paper needs to pass limits: one of these terms, or an author with one of these keys. */
export interface RequiredKeys {
  readonly terms: readonly string[];
  readonly names: readonly string[];
}

/**
 * One of these keys is in every paper that passes; `undefined` where no key is sure to be. Of an author one word is
 * enough, because a paper may have only the initials of the others.
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
  return words.length === 0 || words.some(isUnspaced) ? undefined : { terms: [], names: listNameKeys(text) };
}

function joinKeys(all: readonly (RequiredKeys | undefined)[]): RequiredKeys | undefined {
  const known = all.filter((keys) => keys !== undefined);
  if (known.length < all.length) return undefined;
  return { terms: known.flatMap(({ terms }) => terms), names: known.flatMap(({ names }) => names) };
}

/** The keys of the words of a name. */
export function listNameKeys(name: string): readonly string[] {
  return [...splitWords(foldText(name)), ...splitWords(name)].flatMap(toNameKeys).filter((key) => key.length > 1);
}
