import { cleanRun, joinAccents } from "./clean-run.js";
import type { PdfLine, PdfPage, PdfRun } from "./pdf-text.js";

/** The horizontal lines of a page, each within its column, in the order of the file. */
export function readLines({ runs }: PdfPage): PdfLine[] {
  const lines: PdfRun[][] = [];
  let line: PdfRun[] = [];
  for (const run of runs) {
    if (Math.abs(run.angle) > 2 || run.text.trim() === "") continue;
    const before = line.at(-1);
    if (before && !continuesLine(run, before, line)) {
      lines.push(line);
      line = [];
    }
    line.push(run);
  }
  if (line.length > 0) lines.push(line);
  return lines.map(joinRuns).filter(({ text }) => text !== "");
}

/** The text that runs up or down the margin, as arXiv's stamp does. */
export function readMargin({ runs }: PdfPage): string {
  return runs
    .filter(({ angle }) => Math.abs(Math.abs(angle) - 90) <= 2)
    .map(({ text }) => text)
    .join("");
}

/** A gap wider than this, in heights of the font, separates columns. */
const columnGap = 2.2;

function continuesLine(run: PdfRun, before: PdfRun, line: readonly PdfRun[]): boolean {
  const base = findBase(line);
  const size = Math.max(run.size, base.size);
  const rise = Math.abs(run.y - base.y);
  const isRaised = Math.min(run.size, before.size) < 0.85 * size;
  if (rise > (isRaised ? 0.7 : 0.3) * size) return false;
  const gap = run.x - (before.x + before.width);
  return gap < columnGap * size && gap > -1.5 * size;
}

/** The baseline and size of a line are those of most of its text: a symbol may be larger, or a mark smaller. */
function findBase(line: readonly PdfRun[]): PdfRun {
  const [first] = line;
  if (line.length === 1 && first) return first;
  const lengths = new Map<number, number>();
  for (const { size, text } of line) lengths.set(size, (lengths.get(size) ?? 0) + text.trim().length);
  const longest = Math.max(...lengths.values());
  return line.find(({ size }) => lengths.get(size) === longest)!;
}

function joinRuns(line: readonly PdfRun[]): PdfLine {
  const base = findBase(line);
  const isMark = (run: PdfRun) => run.size < 0.85 * base.size && base.y - run.y > 0.12 * base.size;
  const lastPlain = line.findLastIndex((run) => !isMark(run));
  let bare = "";
  let text = "";
  let plain = "";
  let end: number | undefined;
  for (const [at, run] of line.entries()) {
    const word = cleanRun(run.text);
    const isApart = end !== undefined && run.x - end > 0.13 * base.size;
    const gap = isApart && !text.endsWith(" ") ? " " : "";
    text += gap + word;
    plain += isMark(run) ? " " : gap + word;
    if (at <= lastPlain) bare += gap + word;
    end = run.x + run.width;
  }
  return {
    text: tidy(text),
    plain: tidy(plain),
    bare: tidy(bare),
    x: Math.min(...line.map(({ x }) => x)),
    y: base.y,
    right: Math.max(...line.map(({ x, width }) => x + width)),
    size: base.size,
  };
}

function tidy(text: string): string {
  return joinAccents(text).replace(/\s+/g, " ").trim();
}
