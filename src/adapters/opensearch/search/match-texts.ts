import { extractQueryTerms } from "../../../domain/search/bm25.js";
import { listPhraseWords } from "../../../domain/search/query/phrase-words.js";
import type { TextTest } from "../../../domain/search/query/text-test.js";
import { foldText } from "../../../domain/text/fold-text.js";
import { allOf, anyOf, beginsWith, everyPaper, hasTerm, hasWords, type Query } from "./query.js";

type Field = "title" | "abstract" | "keyword";

/**
 * Finds the papers that pass a test as `createTextMatcher` reads texts, by what the index holds of them: the terms and
 * the words of each field.
 */
export function describeTest({ kind, field, text }: TextTest): Query {
  const fields: readonly Field[] = field === "text" ? ["title", "abstract"] : [field];
  return anyOf(fields.map((each) => describe[kind](each, text)));
}

const describe: Readonly<Record<TextTest["kind"], (field: Field, text: string) => Query>> = {
  words(field, text) {
    const terms = extractQueryTerms(text);
    if (field === "keyword") return hasWords("keywordTerms", terms);
    return allOf(terms.map((term) => hasTerm(`${field}Terms`, term)));
  },
  phrase(field, text) {
    const words = listPhraseWords(text);
    if (words.length < 2) return words[0] === undefined ? everyPaper : hasTerm(`${field}Phrases`, words[0]);
    return { match_phrase: { [`${field}Phrases`]: { query: words.join(" "), analyzer: "whitespace" } } };
  },
  prefix: (field, text) => beginsWith(`${field}Phrases`, foldText(text)),
};
