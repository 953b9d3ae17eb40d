import { findAddress } from "../../domain/citation/address.js";
import type { PaperVersion } from "../../domain/paper/version.js";
import { listExtraTexts } from "../../domain/paper/extra.js";
import type { Paper } from "../../domain/paper/paper.js";
import { cleanLine, cleanPaperText, wrapText } from "../../terminal/fit-text.js";
import type { Paint } from "../../terminal/paint.js";

export interface PaperLayout {
  readonly columns: number;
  readonly paint: Paint;
  /** Newest first. */
  readonly versions?: readonly PaperVersion[] | undefined;
}

const labelWidth = 12;

/** Title, authors and abstract in full, then one line for each other field. */
export function formatPaper(paper: Paper, { columns, paint, versions = [] }: PaperLayout): string {
  const outlet = [paper.venue, paper.date ?? paper.year].filter((part) => part !== undefined).join(" · ");
  const facts: readonly (readonly [label: string, text: string | undefined])[] = [
    ["retracted", paper.retracted ? (paper.retractionNote ?? "yes") : undefined],
    ["id", paper.id],
    ["doi", paper.doi],
    ["arXiv", paper.arxivId],
    ["categories", paper.categories.join(", ")],
    ["keywords", paper.keywords.join(", ")],
    ["tags", paper.tags?.join(", ")],
    ["own fields", listOwnFields(paper)],
    ["url", findAddress(paper)],
    ["versions", versions.map((version) => formatVersion(version, paper)).join(", ")],
  ];
  const wrap = (text: string) => wrapText(cleanLine(text), columns);
  const blocks = [
    [
      ...wrap(cleanPaperText(paper.title)).map(paint.bold),
      ...(paper.authors.length > 0 ? wrap(paper.authors.join(", ")) : []),
      ...(outlet === "" ? [] : wrap(outlet)),
    ],
    paper.abstract === undefined ? [] : wrap(cleanPaperText(paper.abstract)),
    facts.flatMap(([label, text]) => (text ? formatFact(label, text, { columns, paint }) : [])),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/** `rating: 4; stage: included` */
function listOwnFields({ extra = {} }: Paper): string {
  return Object.entries(extra)
    .map(([name, value]) => `${name}: ${listExtraTexts(value).join(", ")}`)
    .join("; ");
}

/**
 * `v1 (2021-11-27)`, without the date if it is the paper's own: most sources give each version the date of the first.
 */
function formatVersion({ version, date }: PaperVersion, paper: Paper): string {
  return date === undefined || date === paper.date ? `v${version}` : `v${version} (${date})`;
}

function formatFact(label: string, text: string, { columns, paint }: PaperLayout): string[] {
  const lines = wrapText(cleanLine(text), Math.max(20, columns - labelWidth));
  return lines.map((line, index) => paint.dim((index === 0 ? label : "").padEnd(labelWidth)) + line);
}
