export interface TextPart {
  readonly text: string;
  readonly marked: boolean;
}

const isThinGap = /^[\s-]$/;
const anyWord = /[\p{L}\p{N}\p{M}]+/gu;

/** Words that would be marked everywhere and tell the reader nothing. */
const plainWords = new Set(
  `a about an and are as at be by can do does for from has have how i in into is it its not of on or our that the
   their they this to was we were what when where which who why will with you`.split(/\s+/),
);

/**
 * Cuts a text into parts that are words of the query and parts that are not; joined, they give the text again.
 * Common English endings are set aside, so "models" marks "model"; the server's stemmer may know a few more.
 */
export function splitAtWords(text: string, stems: ReadonlySet<string>): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(anyWord)) {
    if (!stems.has(stemWord(word))) continue;
    const gap = text.slice(from, index);
    const last = parts.at(-1);
    if (last?.marked && isThinGap.test(gap)) {
      // Neighbours are marked in one go, as a pen would.
      parts[parts.length - 1] = { text: `${last.text}${gap}${word}`, marked: true };
    } else {
      if (gap !== "") parts.push({ text: gap, marked: false });
      parts.push({ text: word, marked: true });
    }
    from = index + word.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), marked: false });
  return parts;
}

export function collectStems(query: string): Set<string> {
  const words = (query.match(anyWord) ?? []).filter((word) => !plainWords.has(word.toLowerCase()));
  return new Set(words.map(stemWord));
}

function stemWord(word: string): string {
  const folded = word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  if (folded.length < 4) return folded;
  const bare = folded.length > 4 ? folded.replace(/(?:ations?|ings?|ies|ers?|ed|es|(?<!s)s)$/, "") : folded;
  return bare.length < 3 ? folded : bare.replace(/[ey]$/, "");
}
