export interface TextPart {
  readonly text: string;
  readonly marked: boolean;
}

const isThinGap = /^[\s-]$/;

/**
 * Splits a text into marked and unmarked parts. Marked words that are separated only by a space or a hyphen become one
 * part.
 *
 * @param ranges ascending half-open ranges, in UTF-16 code units
 */
export function splitAtRanges(text: string, ranges: readonly (readonly [number, number])[]): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const [start, end] of ranges) {
    const gap = text.slice(from, start);
    const last = parts.at(-1);
    const marked = text.slice(start, end);
    if (last?.marked && isThinGap.test(gap)) {
      parts[parts.length - 1] = { text: `${last.text}${gap}${marked}`, marked: true };
    } else {
      if (gap !== "") parts.push({ text: gap, marked: false });
      parts.push({ text: marked, marked: true });
    }
    from = end;
  }
  if (from < text.length) parts.push({ text: text.slice(from), marked: false });
  return parts;
}
