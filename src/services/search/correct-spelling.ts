import { countEdits } from "../../domain/text/edit-distance.js";
import type { Paper } from "../../domain/paper/paper.js";
import { extractTerms } from "../../domain/text/terms.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";

export interface CorrectSpellingDeps {
  readonly keywordIndex: Pick<KeywordIndex, "findNearTerms">;
  readonly papers: Pick<PaperStore, "readPapers">;
}

/** Words of a text that no paper holds, each with the word of the corpus that is spelled most like it. */
export type CorrectSpelling = (text: string) => Promise<ReadonlyMap<string, string>>;

/** A text with that many words unknown is of another language or subject, and not misspelt. */
const maxUnknown = 4;
/** From so many letters on a word may differ in two of them, or in the first. */
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

/** The index compares stems, which differ less than words do: the whole word must be near as well. */
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

/** The first letter is seldom wrong, and in a short word it makes most of the difference. */
function startsAlike(word: string, other: string): boolean {
  return word.length >= longWord || word[0] === other[0];
}

/** How the papers write a term. A capital may be that of a sentence's first word; capitals within a word are its own. */
function findSpellings(paper: Paper | undefined, term: string): string[] {
  if (!paper) return [];
  const text = [paper.title, paper.abstract ?? "", ...paper.authors, ...paper.keywords].join(" ");
  const words = new Set(text.match(anyWord)?.filter((word) => extractTerms(word).includes(term)));
  return [...words].map((word) => (/^\p{Lu}\p{Ll}*$/u.test(word) ? word.toLowerCase() : word));
}
