import type { Hit } from "../../domain/search/answer.js";
import { formatCount } from "../../domain/text/amounts.js";
import { measureStrength } from "../paper/strength.js";

export interface FoundPaper extends Pick<Hit, "score" | "matchedBy"> {
  readonly paper: Pick<Hit["paper"], "id">;
}

/** The papers that the map marks: without the weak matches, unless there are no others. */
export function chooseMarked(found: readonly FoundPaper[]): readonly FoundPaper[] {
  const good = found.filter((hit) => measureStrength(hit) !== "weak");
  return good.length > 0 ? good : found;
}

interface Marked {
  readonly marked: number;
  /** Papers from which the marked ones were chosen. */
  readonly known: number;
  /** How many papers the list has in all; undefined where that is not known. */
  readonly total: number | undefined;
}

/** What the map says when only some of the papers found are marked on it. */
export function describeMarked({ marked, known, total }: Marked): string | undefined {
  if (marked === 0 || total === undefined || total <= marked) return undefined;
  const papers = `${formatCount(marked)} of ${formatCount(total)} papers ${marked === 1 ? "is" : "are"} marked`;
  if (known >= total) return `${papers}; the others match weakly.`;
  if (marked < known) return `${papers}: good matches among the first ${formatCount(known)}.`;
  return `${papers}, the first of the list.`;
}
