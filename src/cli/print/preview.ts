import type { FormatName, FoundSource } from "../../domain/sources/paper-format.js";
import {
  sumPreviews,
  type EmbeddingEstimate,
  type Preview,
  type PreviewCounts,
  type PreviewTotals,
} from "../../domain/ingest/preview.js";
import { describeFormat } from "../ingest/describe-source.js";
import { cleanLine, cutText, wrapText } from "../../terminal/fit-text.js";
import { formatBytes, formatCount, formatPapers, formatDuration, formatRate } from "../../domain/text/amounts.js";
import type { Paint } from "../../terminal/paint.js";
import { describeChanges } from "../../domain/records/describe-changes.js";
import { formatFailure, formatNotice } from "../ingest/report-ingest.js";

export interface PreviewedFile {
  readonly file: string;
  readonly source?: FoundSource;
  readonly preview: Preview;
}

export interface PreviewLayout {
  readonly columns: number;
  readonly paint: Paint;
}

const entriesShown = 10;
const labelWidth = 11;
const countWidth = 10;

/** Describes what an import would do with the papers of one file. */
export function formatPreview({ file, source, preview }: PreviewedFile, layout: PreviewLayout): string {
  const { columns, paint } = layout;
  const { titles, notices } = preview;
  return [
    formatTitle(cleanLine(file), preview.counts, layout),
    ...(source ? wrapText(cleanLine(describeFormat(source)), columns).map(paint.dim) : []),
    "",
    ...listAmounts(preview, "of a paper of this file, or stored under another id", layout),
    ...section(
      paint.bold("First new papers"),
      titles.map((title) => cutText(`  ${cleanLine(title)}`, columns)),
    ),
    ...section(
      paint.bold("Notices"),
      notices.slice(0, entriesShown).map((notice) => formatNotice(notice, columns, source?.format)),
    ),
    ...section(paint.bold("Refused"), listRefused(preview, columns, source?.format)),
  ].join("\n");
}

/** Sums up the previews of several files; empty for a single file. */
export function formatTotal(previews: readonly PreviewedFile[], layout: PreviewLayout): readonly string[] {
  const [first, ...more] = previews.map(({ preview }) => preview);
  if (first === undefined || more.length === 0) return [];
  const sum = sumPreviews([first, ...more]);
  const note = "A paper that is in two of the files is counted in both.";
  return [
    [
      formatTitle(`All ${formatCount(previews.length)} files`, sum.counts, layout),
      ...wrapText(note, layout.columns).map(layout.paint.dim),
      "",
      ...listAmounts(sum, "of a paper of the same file, or stored under another id", layout),
    ].join("\n"),
  ];
}

function formatTitle(name: string, { total }: PreviewCounts, { columns, paint }: PreviewLayout): string {
  return paint.bold(cutText(`${name}: ${formatCount(total)} ${total === 1 ? "record" : "records"}`, columns));
}

function listAmounts(
  { counts, changes, embedding, space }: PreviewTotals,
  merged: string,
  { columns, paint }: PreviewLayout,
): readonly string[] {
  const count = (label: string, value: number, meaning: string) =>
    `  ${paint.dim(label.padEnd(labelWidth))}${formatCount(value).padStart(countWidth)}  ${paint.dim(meaning)}`;
  const fact = (label: string, text: string) => {
    const [first = "", ...more] = wrapText(text, columns - labelWidth - 2);
    const indent = " ".repeat(labelWidth + 2);
    return [`  ${paint.dim(label.padEnd(labelWidth))}${first}`, ...more.map((line) => indent + line)].join("\n");
  };
  return [
    count("new", counts.new, "not stored yet"),
    count("changed", counts.accepted - counts.new, "would be completed or updated"),
    ...(counts.merged > 0 ? [count("merged", counts.merged, merged)] : []),
    count("unchanged", counts.unchanged, "say nothing new"),
    count("refused", counts.failed, "would not be imported"),
    "",
    ...(Object.keys(changes).length > 0 ? [fact("changes", describeChanges(changes, "get"))] : []),
    fact("embedding", describeEmbedding(embedding)),
    fact("disk", `${formatBytes(space.diskBytes)} more`),
    fact("memory", `${formatBytes(space.memoryBytes)} more`),
  ];
}

function describeEmbedding({ papers, waiting, papersPerSecond, rateSource, seconds }: EmbeddingEstimate): string {
  if (papers === 0) return "nothing to embed";
  if (papersPerSecond === undefined || seconds === undefined)
    return `${formatPapers(papers)}; the time is unknown, because no worker is running`;
  const source = rateSource === "timed" ? "measured on a sample" : "the recent rate";
  const ahead = waiting > 0 ? `, after ${formatCount(waiting)} already waiting` : "";
  return `${formatPapers(papers)}${ahead}: about ${formatDuration(seconds)} at ${formatRate(papersPerSecond)}, ${source}`;
}

function listRefused({ rejected, counts }: Preview, columns: number, format?: FormatName): readonly string[] {
  const total = counts.failed;
  const shown = rejected.slice(0, entriesShown);
  const more = total > shown.length ? [`  and ${formatCount(total - shown.length)} more`] : [];
  return [...shown.map((failure) => formatFailure(failure, columns, format)), ...more];
}

/** Empty if there are no lines. */
function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}
