import { countEdits } from "../../domain/text/edit-distance.js";
import type { Paper } from "../../domain/paper/paper.js";
import { extractTerms } from "../../domain/text/terms.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";

export interface CorrectSpellingDeps {
  readonly keywordIndex: Pick<KeywordIndex, "findNearTerms">;
  readonly papers: Pick<PaperStore, "readPapers">;
}

/** Maps each word of a text that no paper contains to the word of the corpus with the most similar spelling. */
export type CorrectSpelling = (text: string) => Promise<ReadonlyMap<string, string>>;

/** A text with more unknown words than this is in another language or on another subject, not misspelt. */
const maxUnknown = 4;
/** From this length on, a word may differ in two letters, or in the first one. */
const longWord = 8;

export function createCorrectSpelling(deps: CorrectSpellingDeps): CorrectSpelling {
  return async (text) => {
    const corrections = new Map<string, string>();
    for (const word of new Set(text.match(anyWord) ?? [])) {
      const corrected = await correctWord(deps, word);
      if (corrected !== undefined) corrections.set(word, corrected);
      if (corrections.size === maxUnknown) break;
    }
    return corrections;
  };
}

export function replaceWords(text: string, replacements: ReadonlyMap<string, string>): string {
  return text.replace(anyWord, (word) => replacements.get(word) ?? word);
}

const anyWord = /[\p{L}\p{M}]+/gu;

/** The index compares stems, which differ less than words do, so the whole words are compared as well. */
async function correctWord({ keywordIndex, papers }: CorrectSpellingDeps, word: string): Promise<string | undefined> {
  const near = keywordIndex.findNearTerms(word);
  if (near.length === 0) return undefined;
  const examples = await papers.readPapers(near.map(({ example }) => example));
  const folded = word.toLowerCase();
  const maxEdits = folded.length >= longWord ? 2 : 1;
  const spellings = near.flatMap(({ term, example }) => findSpellings(examples.get(example), term));
  let best: { readonly spelling: string; readonly edits: number } | undefined;
  for (const spelling of spellings) {
    const edits = countEdits(folded, spelling.toLowerCase(), maxEdits);
    if (edits === undefined || edits === 0 || !startsAlike(folded, spelling.toLowerCase())) continue;
    if (!best || edits < best.edits) best = { spelling, edits };
  }
  return best?.spelling;
}

/** The first letter is seldom wrong, and matters most in a short word. */
function startsAlike(word: string, other: string): boolean {
  return word.length >= longWord || word[0] === other[0];
}

/**
 * The spellings of a term in a paper. A lone initial capital may only start a sentence; other capitals belong to the
 * word.
 */
function findSpellings(paper: Paper | undefined, term: string): string[] {
  if (!paper) return [];
  const text = [paper.title, paper.abstract ?? "", ...paper.authors, ...paper.keywords].join(" ");
  const words = new Set(text.match(anyWord)?.filter((word) => extractTerms(word).includes(term)));
  return [...words].map((word) => (/^\p{Lu}\p{Ll}*$/u.test(word) ? word.toLowerCase() : word));
}
