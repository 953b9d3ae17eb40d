import { countEdits, EditRows } from "../../../domain/text/edit-distance.js";
import { countBits } from "../../../domain/search/ordinal-set.js";
import { maxWordLength } from "../../../domain/text/document-words.js";
import { decodeTerm, type TermTexts } from "../term-texts.js";
import { maskLetters } from "./letter-mask.js";
import type { RecentTexts } from "./recent-texts.js";
import type { PackedVocabulary } from "./vocabulary-layout.js";

/**
 * Calls back with the number of each likely word within `maxEdits` edits. Words of other lengths are not looked at, and
 * of the others the letters that they have at all exclude all but a few hundred.
 */
export function visitSimilar(
  { words, likely }: PackedVocabulary,
  word: string,
  { maxEdits, visit }: { readonly maxEdits: number; readonly visit: (number: number) => void },
): void {
  const rows = new EditRows(word, maxEdits);
  const mask = maskLetters(word);
  const { starts, numbers, letters } = likely;
  const shortest = Math.max(1, word.length - maxEdits);
  const longest = Math.min(maxWordLength, word.length + maxEdits);
  const end = shortest <= longest ? starts[longest + 1]! : 0;
  for (let at = starts[shortest] ?? end; at < end; at += 1) {
    if (countBits(letters[at]! ^ mask) > 2 * maxEdits) continue;
    if (isWithin(rows, words, { number: numbers[at]!, maxEdits })) visit(numbers[at]!);
  }
}

/** The same for words that were added since the last merge. */
export function listSimilarRecent(recent: RecentTexts, word: string, maxEdits: number): string[] {
  const mask = maskLetters(word);
  const { masks } = recent;
  const near: string[] = [];
  let number = 0;
  for (const text of recent.list()) {
    const differs = countBits(masks[number]! ^ mask) > 2 * maxEdits || Math.abs(text.length - word.length) > maxEdits;
    if (!differs && countEdits(word, text, maxEdits) !== undefined) near.push(text);
    number += 1;
  }
  return near;
}

function isWithin(
  rows: EditRows,
  { termText, termStarts }: TermTexts,
  { number, maxEdits }: { readonly number: number; readonly maxEdits: number },
): boolean {
  const end = termStarts[number + 1]!;
  let depth = 0;
  for (let at = termStarts[number]!; at < end; depth += 1) {
    const first = termText[at]!;
    // Letters beyond ASCII are rare: their word is decoded.
    if (first >= 0x80) return isDecodedWithin(rows, decodeTerm({ termText, termStarts }, number), maxEdits);
    if (!rows.advance(depth, first)) return false;
    at += 1;
  }
  return rows.measure(depth) <= maxEdits;
}

function isDecodedWithin(rows: EditRows, word: string, maxEdits: number): boolean {
  let depth = 0;
  for (const letter of word) {
    if (!rows.advance(depth, letter.codePointAt(0)!)) return false;
    depth += 1;
  }
  return rows.measure(depth) <= maxEdits;
}
