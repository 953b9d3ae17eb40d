import type { TextRange } from "../../domain/search/highlight.js";
import { createElement } from "../shared/elements.js";
import { splitAtRanges } from "./mark-ranges.js";
import { readLatex } from "../shared/latex.js";

/** A title or an abstract with LaTeX made readable and the matches marked. */
export function createMarkedText(source: string, ranges: readonly TextRange[] = []): (Node | string)[] {
  const { text, move } = readLatex(source);
  return splitAtRanges(text, joinOverlaps(ranges.map(move))).map((part) =>
    part.marked ? createElement("mark", { text: part.text }) : part.text,
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
