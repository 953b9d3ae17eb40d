import { multilingualModel } from "../../../domain/models/model.js";
import type { SearchNotice } from "../../../domain/search/understood.js";
import { detectLanguage, isWithoutWords } from "../../../domain/text/detect-language.js";
import type { Embedder } from "../../../ports/models/embedder.js";
import type { GuessLanguage } from "../../../ports/search/language-guess.js";
import type { KeywordSearch } from "../../../ports/search/keyword-index.js";

export interface ReadLanguageDeps {
  readonly embedder: Pick<Embedder, "model" | "languages">;
  readonly keywordIndex: Pick<KeywordSearch, "countContaining" | "count">;
  readonly guessLanguage: GuessLanguage;
}

export interface LanguageReading {
  /** The language of the query, if it is recognized and is not English. */
  readonly language?: string | undefined;
  /** Why the model cannot read the query, which is then searched by words only. */
  readonly unread?: "language" | "no words";
  readonly notices: readonly SearchNotice[];
}

/** Whether the model reads the words of a query. */
export type ReadLanguage = (text: string) => Promise<LanguageReading>;

/** A word of as many papers is a word of the library's subject, in whatever language: one of 5,000 papers. */
const knownShare = 1 / 5_000;
const minKnownPapers = 5;
/** Shorter words are alike in many languages. */
const tellingWord = /[\p{L}\p{M}]{4,}/gu;

const otherScript = /[^\P{L}\p{sc=Latin}\p{sc=Greek}]/u;

export function createReadLanguage(deps: ReadLanguageDeps): ReadLanguage {
  return async (text) => {
    if (text === "") return { notices: [] };
    if (isWithoutWords(text) && !(await hasKnownLetters(deps, text))) {
      return { unread: "no words", notices: [{ code: "not_understood", detail: withoutWords }] };
    }
    // Settles most questions without a guess.
    if (await isSubject(deps, text)) return { notices: [] };
    const language = detectLanguage(text, deps.guessLanguage);
    if (language === undefined) return { notices: [] };
    if (deps.embedder.languages === "many") return { language, notices: [] };
    const detail = describeUnread(deps.embedder.model.id, language);
    return { language, unread: "language", notices: [{ code: "not_understood", detail }] };
  };
}

const withoutWords = "The query has no words that the model reads, so papers were found by its signs and numbers only.";

function describeUnread(model: string, language: string): string {
  const name = new Intl.DisplayNames("en", { type: "language" }).of(language) ?? language;
  return (
    `The query is in ${name}, and the model ${model} reads English only, so papers were found by words alone. ` +
    `The model ${multilingualModel} reads about 100 languages: paperkin reindex --model ${multilingualModel}`
  );
}

/** Letters without a vowel may be an acronym of the field. */
async function hasKnownLetters({ keywordIndex }: ReadLanguageDeps, text: string): Promise<boolean> {
  const letters = text.match(/\p{L}[\p{L}\p{N}]*/gu);
  const counts = letters && (await keywordIndex.countContaining(letters));
  return counts !== null && [...counts.values()].some((papers) => papers > 0);
}

/** Titles full of names and terms look foreign, but their words are those of the library. Another script is telling. */
async function isSubject({ keywordIndex }: ReadLanguageDeps, text: string): Promise<boolean> {
  if (otherScript.test(text)) return false;
  const words = [...new Set(text.match(tellingWord))];
  const min = Math.max(minKnownPapers, keywordIndex.count * knownShare);
  const counts = await keywordIndex.countContaining(words);
  return [...counts.values()].filter((papers) => papers >= min).length > words.length / 2;
}
