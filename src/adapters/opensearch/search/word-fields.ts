import { countTerms, defaultBm25Parameters, extractQueryTerms } from "../../../domain/search/bm25.js";
import { listPhrasePlaces } from "../../../domain/search/query/phrase-words.js";
import { collectDocumentWords } from "../../../domain/text/document-words.js";
import { listUnspacedCharacters } from "../../../domain/text/terms.js";
import { separator } from "./name-fields.js";

export interface WrittenWords {
  readonly title: string;
  readonly abstract: string;
  readonly extra: string;
  readonly names?: readonly string[];
  readonly keywords?: readonly string[];
}

/** What the index holds of the words of a paper. */
export function writeWords(document: WrittenWords): Readonly<Record<string, unknown>> {
  const { title, abstract, keywords = [] } = document;
  const counts = countTerms(document, defaultBm25Parameters.titleWeight);
  const { words, names, phrases } = collectDocumentWords(document);
  return {
    words: writeCounted(counts.frequencies, counts.length),
    // As Lucene counts them for the average: authors and keywords, too.
    tokens: Math.max(
      1,
      [...counts.frequencies.values()].reduce((sum, frequency) => sum + frequency, 0),
    ),
    titleTerms: listTerms(title),
    abstractTerms: listTerms(abstract),
    keywordTerms: keywords.map((keyword) => listTerms(keyword).join(" ")),
    titlePhrases: writePlaces(title),
    abstractPhrases: writePlaces(abstract),
    keywordPhrases: keywords.flatMap(writePlaces),
    spelledWords: [...words],
    nameWords: [...names],
    phrases: [...phrases].filter((phrase) => phrase.length <= maxPhrase),
  };
}

/** A paper without a term counts as one as well. */
const noTerm = "\u0002";
const maxPhrase = 200;

/** Each term as often as it counts, of which only `length` stand at a place of their own. */
function writeCounted(frequencies: ReadonlyMap<string, number>, length: number): string {
  const all = [...frequencies].flatMap(([term, frequency]) => Array.from({ length: frequency }, () => term));
  const own = Math.max(1, Math.min(length, all.length));
  if (all.length === 0) return noTerm;
  return [...all.slice(0, own - 1), all.slice(own - 1).join(separator)].join(" ");
}

function listTerms(text: string): readonly string[] {
  return [...new Set([...extractQueryTerms(text), ...listUnspacedCharacters(text)])];
}

function writePlaces(text: string): readonly string[] {
  return listPhrasePlaces(text).map((places) => places.map((forms) => forms.join(separator)).join(" "));
}
