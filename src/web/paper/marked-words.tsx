import type { TextRange } from "../../domain/search/highlight.js";
import { readLatex } from "../shared/latex.js";
import { splitAtRanges } from "./mark-ranges.js";

interface MarkedWordsProps {
  readonly source: string;
  /** Of the source; ascending half-open ranges, in UTF-16 code units. */
  readonly ranges?: readonly TextRange[] | undefined;
}

/** A title or an abstract with LaTeX made readable and the matches marked. */
export function MarkedWords({ source, ranges = [] }: MarkedWordsProps) {
  const { text, move } = readLatex(source);
  return (
    <>
      {splitAtRanges(text, joinOverlaps(ranges.map(move))).map((part) =>
        part.marked ? <mark>{part.text}</mark> : part.text,
      )}
    </>
  );
}

/** Two matches in one formula both cover the whole formula. */
function joinOverlaps(ranges: readonly TextRange[]): TextRange[] {
  const joined: TextRange[] = [];
  for (const [start, end] of ranges) {
    const last = joined.at(-1);
    if (last && start < last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], end)];
    else if (end > start) joined.push([start, end]);
  }
  return joined;
}
