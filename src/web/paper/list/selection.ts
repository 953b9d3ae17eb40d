import type { Paper } from "../../../domain/paper/paper.js";
import type { SelectStep } from "../card-events.js";

/** The papers that are selected, in the order in which they were; of several lists, one after the other. */
export interface Selection<Item extends Identified = Paper> {
  /** Whether lists show their checkboxes. */
  readonly isOn: boolean;
  readonly papers: readonly Item[];
}

interface Identified {
  readonly id: string;
}

interface Picked<Item> {
  readonly id: string;
  readonly step: SelectStep;
  readonly listed: readonly Item[];
}

export const noSelection = { isOn: false, papers: [] } as const;

/** Selects a paper of a list, or all from the last selected one to it; one that is selected is left out again. */
export function selectPaper<Item extends Identified>(
  { papers }: Selection<Item>,
  { id, step, listed }: Picked<Item>,
): Selection<Item> {
  const others = papers.filter((paper) => paper.id !== id);
  const last = listed.findIndex((paper) => paper.id === papers.at(-1)?.id);
  const at = listed.findIndex((paper) => paper.id === id);
  const picked = listed.slice(at, at + 1);
  if (step === "range" && last !== -1 && at !== -1) {
    const range = listed.slice(Math.min(last, at), Math.max(last, at) + 1);
    return { isOn: true, papers: joinPapers(others, range.filter((paper) => paper.id !== id).concat(picked)) };
  }
  return { isOn: true, papers: others.length < papers.length ? others : [...papers, ...picked] };
}

/** Both, each paper once. */
export function joinPapers<Item extends Identified>(papers: readonly Item[], more: readonly Item[]): readonly Item[] {
  const known = new Set(papers.map(({ id }) => id));
  return [...papers, ...more.filter(({ id }) => !known.has(id))];
}

/** How many are selected, and how many of them the list does not have. */
export function describeSelection(papers: readonly Identified[], listed: readonly Identified[]): string {
  if (papers.length === 0) return "None selected";
  const known = new Set(listed.map(({ id }) => id));
  const elsewhere = papers.filter(({ id }) => !known.has(id)).length;
  return `${papers.length} selected${elsewhere > 0 ? `, ${elsewhere} not in these results` : ""}`;
}
