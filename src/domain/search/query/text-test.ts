import { foldText } from "../../text/fold-text.js";
import { createPhraseMatcher } from "../../text/phrase-match.js";
import type { QueryCondition } from "./node.js";
import { createWordsMatcher } from "./words-match.js";

/** A condition that only the stored text of a paper can decide. */
export type TextTest = Extract<QueryCondition, { readonly kind: "words" | "phrase" | "prefix" }>;

/** The stored text of a paper. */
export interface TestedText {
  readonly title: string;
  readonly abstract: string;
  /** A list, as JSON. */
  readonly keywords: string;
}

/**
 * Returns a test of whether a paper has the words, the phrase or a word with the prefix in a field: all in the title,
 * all in the abstract, or all in one keyword. A phrase is the same words in the same order with only white space or
 * punctuation between them, ignoring case and accents. A text without a word is in every paper.
 */
export function createTextMatcher(test: TextTest): (text: TestedText) => boolean {
  const matches = createMatcher(test);
  if (test.field === "title") return ({ title }) => matches(title);
  if (test.field === "abstract") return ({ abstract }) => matches(abstract);
  const hasKeyword = ({ keywords }: TestedText) =>
    keywords !== "[]" && (JSON.parse(keywords) as string[]).some(matches);
  if (test.field === "keyword") return hasKeyword;
  return ({ title, abstract }) => matches(title) || matches(abstract);
}

function createMatcher({ kind, text }: TextTest): (field: string) => boolean {
  if (kind === "phrase") return createPhraseMatcher(text) ?? (() => true);
  return kind === "prefix" ? createPrefixMatcher(foldText(text)) : createWordsMatcher(text);
}

/** The prefix has only letters and digits, so it needs no escaping. */
function createPrefixMatcher(prefix: string): (field: string) => boolean {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])${prefix}`, "u");
  return (field) => pattern.test(foldText(field));
}
