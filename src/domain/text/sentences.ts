import type { TextRange } from "../search/highlight.js";

/**
 * The ranges of the sentences of an abstract. A full stop ends a sentence if white space and a capital, a digit or an
 * opening bracket follow, unless it follows an initial or an abbreviation that is common in papers.
 */
export function splitSentences(text: string): TextRange[] {
  const ranges: TextRange[] = [];
  let start = 0;
  for (const { 0: end, index } of text.matchAll(sentenceEnd)) {
    if (abbreviation.test(text.slice(Math.max(0, index - 12), index + 1))) continue;
    addRange(text, [start, index + end.trimEnd().length], ranges);
    start = index + end.length;
  }
  addRange(text, [start, text.length], ranges);
  return ranges;
}

const sentenceEnd = /[.!?]["')\]]*\s+(?=[\p{Lu}\p{N}("'[])|\s\.\s+|[。！？]/gu;
const abbreviation =
  /(?:^|[\s(])(?:[\p{Lu}]|e\.g|i\.e|et al|cf|vs|resp|approx|Fig|Figs|Eq|Eqs|Sec|Ref|Tab|No|Dr|Prof|St)\.$/u;

function addRange(text: string, [start, end]: TextRange, ranges: TextRange[]): void {
  const part = text.slice(start, end);
  const trimmed = part.trim();
  if (trimmed === "") return;
  const from = start + part.indexOf(trimmed);
  ranges.push([from, from + trimmed.length]);
}
