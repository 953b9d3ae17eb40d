import type { FoundSource } from "../domain/paper-format.js";
import type { EmbeddingEstimate, Preview } from "../domain/preview.js";
import { describeFormat } from "./describe-source.js";
import { cleanLine, cutText, wrapText } from "./fit-text.js";
import { formatBytes, formatCount, formatPapers, formatSeconds } from "./format-numbers.js";
import type { Paint } from "./paint.js";
import { formatFailure } from "./report-ingest.js";

export interface PreviewedFile {
  readonly file: string;
  readonly source?: FoundSource;
  readonly preview: Preview;
}

export interface PreviewLayout {
  readonly columns: number;
  readonly paint: Paint;
}

const refusalsShown = 10;
const labelWidth = 11;
const countWidth = 10;

/** What would become of the papers of one file, in words. */
export function formatPreview({ file, source, preview }: PreviewedFile, { columns, paint }: PreviewLayout): string {
  const { counts, titles, rejected, embedding, space } = preview;
  const records = `${formatCount(counts.total)} ${counts.total === 1 ? "record" : "records"}`;
  const count = (label: string, value: number, meaning: string) =>
    `  ${paint.dim(label.padEnd(labelWidth))}${formatCount(value).padStart(countWidth)}  ${paint.dim(meaning)}`;
  const fact = (label: string, text: string) => {
    const [first = "", ...more] = wrapText(text, columns - labelWidth - 2);
    const indent = " ".repeat(labelWidth + 2);
    return [`  ${paint.dim(label.padEnd(labelWidth))}${first}`, ...more.map((line) => indent + line)].join("\n");
  };
  return [
    paint.bold(cutText(`${cleanLine(file)}: ${records}`, columns)),
    ...(source ? wrapText(cleanLine(describeFormat(source)), columns).map(paint.dim) : []),
    "",
    count("new", counts.new, "not here yet"),
    count("changed", counts.changed, "would be kept anew"),
    count("unchanged", counts.unchanged, "here as they are, or newer"),
    ...(counts.repeated > 0 ? [count("repeated", counts.repeated, "of a paper that came before in this file")] : []),
    count("refused", counts.rejected, "would not be taken in"),
    "",
    fact("embedding", describeEmbedding(embedding)),
    fact("disk", `${formatBytes(space.diskBytes)} more`),
    fact("memory", `${formatBytes(space.memoryBytes)} more`),
    ...section(
      paint.bold("New, to begin with"),
      titles.map((title) => cutText(`  ${cleanLine(title)}`, columns)),
    ),
    ...section(paint.bold("Refused"), listRefused(rejected, counts.rejected, columns)),
  ].join("\n");
}

function describeEmbedding({ papers, waiting, papersPerSecond, rateSource, seconds }: EmbeddingEstimate): string {
  if (papers === 0) return "nothing to embed";
  if (papersPerSecond === undefined || seconds === undefined)
    return `${formatPapers(papers)}; no worker is here by which to tell how long it takes`;
  const source = rateSource === "timed" ? "timed just now on some of them" : "as of late";
  const ahead = waiting > 0 ? `, after ${formatCount(waiting)} that wait already` : "";
  const rate = papersPerSecond < 10 ? papersPerSecond : Math.round(papersPerSecond);
  return `${formatPapers(papers)}${ahead}: about ${formatSeconds(seconds)} at ${formatCount(rate)}/s, ${source}`;
}

function listRefused(rejected: Preview["rejected"], total: number, columns: number): readonly string[] {
  const shown = rejected.slice(0, refusalsShown);
  const more = total > shown.length ? [`  and ${formatCount(total - shown.length)} more`] : [];
  return [...shown.map((failure) => formatFailure(failure, columns)), ...more];
}

/** Nothing at all where there is nothing to list. */
function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}
