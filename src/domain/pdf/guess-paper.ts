import { findAbstract } from "./find-abstract.js";
import { findAuthors } from "./find-authors.js";
import { findIdentifiers, type FoundIdentifiers } from "./find-identifiers.js";
import { findCoverTitle, findTitle, type FoundTitle, normalize } from "./find-title.js";
import type { PdfLine, PdfText } from "./pdf-text.js";
import { readLines, readMargin } from "./read-lines.js";

export interface GuessedPaper extends FoundIdentifiers {
  readonly title: string;
  readonly abstract?: string;
  readonly authors?: readonly string[];
}

/** The paper in a PDF, or why none can be told. */
export type PdfGuess = { readonly paper: GuessedPaper } | { readonly reason: string };

const advice = "give the paper's title in another format, such as BibTeX or RIS";

/** Guesses the paper from the first pages of a PDF: rather none than a wrong one. */
export function guessPaper({ pages, titles, dois, author }: PdfText): PdfGuess {
  const [first] = pages;
  const lines = pages.map(readLines);
  const [top = []] = lines;
  if (!first || countLetters(lines.flat()) < minLetters)
    return { reason: `the PDF has no text, as a scan has none: recognise its text (OCR) first, or ${advice}` };
  if (!isReadable(lines.flat()))
    return { reason: `the characters of the PDF's text are unknown, as its fonts do not name them: ${advice}` };
  const found = findTitleOf({ pages, titles }, lines);
  if (!found) return { reason: `the title cannot be told on the first page: ${advice}` };
  const abstract = findAbstract(lines);
  const authors = findAuthors({ lines: top, titleLines: found.lines, author });
  return {
    paper: {
      title: found.title,
      ...(abstract !== undefined && { abstract }),
      ...(authors.length > 0 && { authors }),
      ...findIdentifiers({ lines: top, height: first.height, margin: readMargin(first), dois }),
    },
  };
}

/** A repository puts a page of its own before the paper; both name the title. */
function findTitleOf(
  { pages, titles }: Pick<PdfText, "pages" | "titles">,
  lines: readonly (readonly PdfLine[])[],
): FoundTitle | undefined {
  const [cover = [], next] = lines;
  const find = (page: number) => {
    const own = lines[page] ?? [];
    const bodySize = Math.min(findBodySize(own), findBodySize(lines.flat()));
    return findTitle({ lines: own, height: pages[page]?.height ?? 0, bodySize, titles });
  };
  const text = cover.map(({ text: line }) => line).join(" ");
  if (!next || !coverPattern.test(text)) return find(0);
  const covered = /^see discussions, stats/i.test(text) ? find(0) : findCoverTitle(cover);
  if (covered) return covered;
  const inside = find(1);
  if (inside && normalize(text).includes(normalize(inside.title))) return { title: inside.title, lines: [] };
  return undefined;
}

const coverPattern =
  /see discussions, stats, and author profiles|usage guidelines:|general rights|take.?down policy|link to publication|to cite this version|stable url:|jstor is a not-for-profit|citation for published version|this is the author.s version of/i;

const minLetters = 40;

function countLetters(lines: readonly PdfLine[]): number {
  return lines.reduce((sum, { text }) => sum + (text.match(/\p{L}/gu)?.length ?? 0), 0);
}

/** Fonts without a table of characters yield strange letters, or no vowels in place of them. */
function isReadable(lines: readonly PdfLine[]): boolean {
  const text = lines.map((line) => line.text).join(" ");
  const plain = text.match(/[\p{L}\p{N}\s.,;:()'"-]/gu)?.length ?? 0;
  return plain > text.length * 0.75;
}

/** The size that most characters have. */
function findBodySize(lines: readonly PdfLine[]): number {
  const bySize = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2;
    bySize.set(rounded, (bySize.get(rounded) ?? 0) + text.length);
  }
  const [most] = [...bySize].toSorted((one, other) => other[1] - one[1]);
  return most?.[0] ?? 0;
}
