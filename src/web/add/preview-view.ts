import type { Stats } from "../../domain/health/status.js";
import type { Preview } from "../../domain/ingest/preview.js";
import { describeChanges } from "../../domain/records/describe-changes.js";
import type { FoundSource } from "../../domain/sources/paper-format.js";
import { formatBytes, formatCount, formatDuration, formatPapers, formatRate } from "../../domain/text/amounts.js";
import { createButton, createElement } from "../shared/elements.js";
import { createFailureList, createNoticeList } from "./failure-list.js";
import { listColumns, nameFormat } from "./format-names.js";

export interface PreviewEvents {
  readonly onConfirm: () => void;
  readonly onOther: () => void;
}

export interface PreviewedFile {
  readonly name: string;
  readonly bytes: number;
  readonly preview: Preview;
  readonly source: FoundSource | undefined;
  readonly queue: Stats["queue"];
}

/** Shows what is in a file and what adding it would do, and asks for confirmation. The first node is its heading. */
export function createPreview(
  { name, bytes, preview, source, queue }: PreviewedFile,
  events: PreviewEvents,
): HTMLElement[] {
  const { counts, changes, titles, rejected, notices } = preview;
  const changed = describeChanges(changes, "get");
  const toAdd = counts.accepted + counts.merged;
  const columns = source ? listColumns(source) : "";
  const facts = [
    source && nameFormat(source),
    formatBytes(bytes),
    `${formatCount(counts.total)} ${counts.total === 1 ? "record" : "records"}`,
  ];
  const confirm = createButton(nameConfirm(counts), events.onConfirm, "strong");
  const other = createButton("Choose another file", events.onOther, "act");
  return [
    createElement("h2", { className: "step-title", text: name, attributes: { tabindex: "-1" } }),
    createElement("p", { className: "step-facts", text: facts.filter((fact) => fact !== undefined).join(" · ") }),
    ...(columns === "" ? [] : [createElement("p", { className: "step-facts", text: `Columns: ${columns}` })]),
    createTallies(counts),
    ...(changed === "" ? [] : [createElement("p", { className: "step-work", text: `${changed}.` })]),
    ...describeWork(preview, queue).map((text) => createElement("p", { className: "step-work", text })),
    createElement("div", { className: "step-actions" }, toAdd > 0 ? [confirm, other] : [other]),
    ...createTitles(titles, counts.new),
    ...createNotices(notices),
    ...createRejected(rejected, counts.failed),
  ];
}

/** Merged records are no papers of their own. */
function nameConfirm({ accepted, new: fresh, merged }: Preview["counts"]): string {
  if (accepted === 0) return `Merge ${formatCount(merged)} ${merged === 1 ? "record" : "records"}`;
  const verb = fresh === accepted ? "Add" : fresh === 0 ? "Change" : "Add or change";
  return `${verb} ${formatPapers(accepted)}`;
}

function createTallies(counts: Preview["counts"]): HTMLElement {
  const rows: readonly (readonly [label: string, count: number, meaning: string])[] = [
    ["New", counts.new, "not in the library"],
    ["Changed", counts.accepted - counts.new, "would be completed or updated"],
    ["Unchanged", counts.unchanged, "say nothing new"],
    ["Merged", counts.merged, "join another record of the paper"],
    ["Refused", counts.failed, "cannot be added"],
  ];
  const shown = rows.filter(([label, count]) => count > 0 || label === "New");
  return createElement(
    "dl",
    { className: "tallies" },
    shown.map(([label, count, meaning]) =>
      createElement("div", { className: label === "Refused" ? "tally rejected" : "tally" }, [
        createElement("dt", { text: label }),
        createElement("dd", { className: "tally-count", text: formatCount(count) }),
        createElement("dd", { className: "tally-meaning", text: meaning }),
      ]),
    ),
  );
}

function describeWork({ counts, embedding, space }: Preview, queue: Stats["queue"]): string[] {
  if (counts.total === 0) return ["The file contains no papers."];
  if (counts.accepted + counts.merged === 0)
    return [
      counts.failed === counts.total ? "None of the records can be added." : "All papers are already in the library.",
    ];
  const subject = counts.new === 1 ? "The new paper needs" : "The new papers need";
  const needs = `${subject} ${formatBytes(space.diskBytes)} of disk space and ${formatBytes(space.memoryBytes)} of memory.`;
  return [
    `${formatPapers(counts.accepted)} will be found by keyword at once, ${describeTime(embedding)}`,
    ...(counts.new > 0 ? [needs] : []),
    ...describeQueue(queue),
  ];
}

function describeTime({ papers, waiting, papersPerSecond, rateSource, seconds }: Preview["embedding"]): string {
  if (papers === 0) return "and nothing needs to be embedded.";
  if (papersPerSecond === undefined || seconds === undefined)
    return "and by meaning once a worker has embedded them. The time is unknown, because no worker is running.";
  const ahead = waiting > 0 ? `, after ${formatPapers(waiting)} already waiting` : "";
  const source = rateSource === "timed" ? "measured on a sample" : "the recent rate";
  return `and by meaning in about ${formatDuration(seconds)}${ahead} (${formatRate(papersPerSecond)}, ${source}).`;
}

function describeQueue({ ready, detail }: Stats["queue"]): string[] {
  return ready ? [] : [`The queue is unavailable: ${detail}. Papers are saved anyway, and embedded when it is back.`];
}

function createTitles(titles: readonly string[], total: number): HTMLElement[] {
  if (titles.length === 0) return [];
  const more = total - titles.length;
  return [
    createElement("h3", { className: "step-sub", text: "New papers" }),
    createElement(
      "ul",
      { className: "titles" },
      titles.map((text) => createElement("li", { text })),
    ),
    ...(more > 0 ? [createElement("p", { className: "list-more", text: `and ${formatCount(more)} more` })] : []),
  ];
}

function createNotices(notices: Preview["notices"]): HTMLElement[] {
  if (notices.length === 0) return [];
  return [
    createElement("h3", { className: "step-sub", text: "Notices" }),
    ...createNoticeList(notices, notices.length),
  ];
}

function createRejected(rejected: Preview["rejected"], total: number): HTMLElement[] {
  if (rejected.length === 0) return [];
  return [createElement("h3", { className: "step-sub", text: "Refused" }), ...createFailureList(rejected, total)];
}
