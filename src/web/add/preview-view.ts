import { writeBytes, writeCount, writeDuration, writePapers, writeRate } from "../shared/amounts.js";
import { createButton, createElement } from "../shared/elements.js";
import { createFailureList } from "./failure-list.js";
import { listColumns, nameFormat } from "./format-names.js";
import type { PagePreview, PageQueue, PageSource } from "./ingest-types.js";

export interface PreviewEvents {
  readonly onConfirm: () => void;
  readonly onOther: () => void;
}

export interface LookedAt {
  readonly name: string;
  readonly bytes: number;
  readonly preview: PagePreview;
  readonly source: PageSource | undefined;
  readonly queue: PageQueue;
}

/** What is in a file and what taking it in would do, with the question whether to. The first node is its heading. */
export function createPreview({ name, bytes, preview, source, queue }: LookedAt, events: PreviewEvents): HTMLElement[] {
  const { counts, titles, rejected } = preview;
  const toTake = counts.new + counts.changed;
  const columns = source ? listColumns(source) : "";
  const facts = [
    source && nameFormat(source),
    writeBytes(bytes),
    `${writeCount(counts.total)} ${counts.total === 1 ? "record" : "records"}`,
  ];
  const confirm = createButton(`Take in ${writePapers(toTake)}`, events.onConfirm, "strong");
  const other = createButton("Choose another file", events.onOther, "act");
  return [
    createElement("h2", { className: "step-title", text: name, attributes: { tabindex: "-1" } }),
    createElement("p", { className: "step-facts", text: facts.filter((fact) => fact !== undefined).join(" · ") }),
    ...(columns === "" ? [] : [createElement("p", { className: "step-facts", text: `Columns: ${columns}` })]),
    createTallies(counts),
    ...describeWork(preview, queue).map((text) => createElement("p", { className: "step-work", text })),
    createElement("div", { className: "step-actions" }, toTake > 0 ? [confirm, other] : [other]),
    ...createTitles(titles, counts.new),
    ...createRefused(rejected, counts.rejected),
  ];
}

function createTallies(counts: PagePreview["counts"]): HTMLElement {
  const rows: readonly (readonly [label: string, count: number, meaning: string])[] = [
    ["New", counts.new, "not here yet"],
    ["Changed", counts.changed, "would be kept anew"],
    ["Unchanged", counts.unchanged, "here already"],
    ["Repeated", counts.repeated, "again in this file"],
    ["Refused", counts.rejected, "cannot be taken in"],
  ];
  const shown = rows.filter(([label, count]) => count > 0 || label === "New");
  return createElement(
    "dl",
    { className: "tallies" },
    shown.map(([label, count, meaning]) =>
      createElement("div", { className: label === "Refused" ? "tally refused" : "tally" }, [
        createElement("dt", { text: label }),
        createElement("dd", { className: "tally-count", text: writeCount(count) }),
        createElement("dd", { className: "tally-meaning", text: meaning }),
      ]),
    ),
  );
}

function describeWork({ counts, embedding, space }: PagePreview, queue: PageQueue): string[] {
  if (counts.total === 0) return ["There are no papers in it."];
  if (counts.new + counts.changed === 0)
    return [
      counts.rejected === counts.total ? "None of it can be taken in." : "All that can be taken in is here already.",
    ];
  const subject = counts.new === 1 ? "The new one needs" : "The new ones need";
  const needs = `${subject} ${writeBytes(space.diskBytes)} on the disk and ${writeBytes(space.memoryBytes)} of memory.`;
  return [
    `${writePapers(counts.new + counts.changed)} would be found by words at once, ${describeTime(embedding)}`,
    ...(counts.new > 0 ? [needs] : []),
    ...describeQueue(queue),
  ];
}

function describeTime({ papers, waiting, papersPerSecond, rateSource, seconds }: PagePreview["embedding"]): string {
  if (papers === 0) return "and nothing has to be embedded.";
  if (papersPerSecond === undefined || seconds === undefined)
    return "and by meaning once a worker has embedded them. None is here by which to tell how long that takes.";
  const ahead = waiting > 0 ? `, after ${writePapers(waiting)} that wait already` : "";
  const source = rateSource === "timed" ? "timed just now on some of them" : "the recent pace";
  return `and by meaning in about ${writeDuration(seconds)}${ahead} (${writeRate(papersPerSecond)}, ${source}).`;
}

function describeQueue({ ready, detail }: PageQueue): string[] {
  return ready
    ? []
    : [`The queue is away: ${detail}. Papers are kept all the same; their vectors follow when it is back.`];
}

function createTitles(titles: readonly string[], total: number): HTMLElement[] {
  if (titles.length === 0) return [];
  const more = total - titles.length;
  return [
    createElement("h3", { className: "step-sub", text: "New, to begin with" }),
    createElement(
      "ul",
      { className: "titles" },
      titles.map((text) => createElement("li", { text })),
    ),
    ...(more > 0 ? [createElement("p", { className: "list-more", text: `and ${writeCount(more)} more` })] : []),
  ];
}

function createRefused(rejected: PagePreview["rejected"], total: number): HTMLElement[] {
  if (rejected.length === 0) return [];
  return [createElement("h3", { className: "step-sub", text: "Refused" }), ...createFailureList(rejected, total)];
}
