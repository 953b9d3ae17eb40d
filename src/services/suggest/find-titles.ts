import { normalizeShownTitle } from "../../domain/paper/clean-paper.js";
import type { Paper } from "../../domain/paper/paper.js";
import { hasTypedWords, type TypedText } from "../../domain/search/typed-text.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { KeywordSearch } from "../../ports/search/keyword-index.js";

export interface TitleSource {
  readonly keywordIndex: Pick<KeywordSearch, "vocabulary" | "search" | "findContaining">;
  readonly papers: Pick<PaperStore, "findByTitle" | "readPapers">;
}

export interface FoundTitles {
  /** Titles that begin with the text, shortest first. */
  readonly beginning: readonly Paper[];
  /** Other titles with the words, best match first. */
  readonly holding: readonly Paper[];
}

/** Papers whose titles have all the words that are typed, of the last one at least the beginning. */
export async function findTitles({ keywordIndex, papers }: TitleSource, typed: TypedText): Promise<FoundTitles> {
  const { text, whole, last } = typed;
  if (whole.length === 0 && last.length < minLetters) return { beginning: [], holding: [] };
  const [byTitle, byWords] = await Promise.all([
    papers.findByTitle(text, maxByTitle),
    searchWords(keywordIndex, typed),
  ]);
  const ordinals = [...new Set([...byTitle, ...byWords])];
  const read = await papers.readPapers(ordinals);
  const found = ordinals.flatMap((ordinal) => {
    const paper = read.get(ordinal);
    return paper && hasTypedWords(typed, paper.title) ? [paper] : [];
  });
  const key = normalizeShownTitle(text);
  const begins = ({ title }: Paper) => normalizeShownTitle(title).startsWith(key);
  return {
    beginning: found.filter(begins).toSorted((one, other) => one.title.length - other.title.length),
    holding: found.filter((paper) => !begins(paper)),
  };
}

/** Every title has a single letter. */
const minLetters = 3;
const maxByTitle = 20;
const maxByWords = 40;
const maxEndings = 4;

/** The best papers by the words, the last one as the most frequent words that it begins. */
async function searchWords({ vocabulary, search, findContaining }: TitleSource["keywordIndex"], typed: TypedText) {
  const { whole, last } = typed;
  const endings = last === "" ? [] : (await vocabulary.completeWord(last, maxEndings)).map((word) => word.text);
  const allow = whole.length > 0 ? findContaining(whole.join(" ")) : undefined;
  const text = [...whole, ...(endings.length > 0 ? endings : [last])].join(" ");
  const { hits } = await search({ text, limit: maxByWords, allow });
  return hits.map(({ ordinal }) => ordinal);
}
