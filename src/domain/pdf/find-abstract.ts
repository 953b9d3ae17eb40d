import { joinLines } from "./clean-run.js";
import type { PdfLine } from "./pdf-text.js";

/** The abstract after its heading in the lines of the first pages, in the order of the file; undefined if there is none. */
export function findAbstract(pages: readonly (readonly PdfLine[])[]): string | undefined {
  for (const [page, lines] of pages.entries()) {
    for (const [at, line] of lines.entries()) {
      const rest = afterHeading(line.text);
      if (rest === undefined) continue;
      const more = [...lines.slice(at + 1), ...(pages[page + 1] ?? [])];
      const abstract = collect(rest, more);
      if (abstract !== undefined) return abstract;
    }
  }
  return undefined;
}

const names =
  "abstract|a b s t r a c t|summary|synopsis|zusammenfassung|r\u00E9sum\u00E9|resumen|resumo|riassunto|extended abstract";
const capitalized = names.replaceAll(/(^|\|)(\p{L})/gu, (_, bar: string, letter: string) => bar + letter.toUpperCase());
/** Without regard to case, `\p{Lu}` would be any letter. */
const heading = new RegExp(
  String.raw`^(?:${capitalized}|${names.toUpperCase()})(?:\s*[.:\u2014\u2013-]+\s*|\s*$|\s+(?=\p{Lu}))`,
  "u",
);

/** What follows the heading on its line; undefined for any other line. */
function afterHeading(text: string): string | undefined {
  const found = heading.exec(text);
  if (
    !found ||
    /\.{4}|\d$/.test(
      text
        .slice(0, found[0].length + 20)
        .trim()
        .slice(-12),
    )
  )
    return undefined;
  return text.slice(found[0].length);
}

const minLength = 120;
const maxLength = 5000;

/** Joins the lines up to the next heading. Text that goes on too long is no abstract. */
function collect(rest: string, lines: readonly PdfLine[]): string | undefined {
  const taken = rest === "" ? [] : [rest];
  let length = rest.length;
  let before: PdfLine | undefined;
  let size: number | undefined;
  for (const line of lines) {
    if (endsAbstract(line.text)) break;
    size ??= line.size;
    // Notes, numbers of pages and running headers have other sizes.
    if (line.size < 0.87 * size) continue;
    if (line.size > 1.15 * size) {
      if (length >= minLength) break;
      continue;
    }
    if (length >= minLength && before && isFar(line, before) && sentenceEnd.test(before.text)) break;
    taken.push(line.text);
    length += line.text.length;
    if (length > maxLength) return undefined;
    before = line;
  }
  const text = cutToSentence(joinLines(taken));
  return text.length >= minLength && /^[^\p{Ll}]/u.test(text) && /[.!?]/.test(text) ? text : undefined;
}

const sentenceEnd = /[.!?\u2026\u3002][)\]"\u201D\u2019\d]*$/;

/** What ends within a sentence was cut off, or holds a line that does not belong to it. */
function cutToSentence(text: string): string {
  if (sentenceEnd.test(text)) return text;
  const end = /^.*[.!?](?=\s+\p{Lu})/su.exec(text)?.[0];
  return end !== undefined && end.length > text.length / 2 ? end : text;
}

/** Whether a line lies further below than lines of a paragraph do. */
function isFar(line: PdfLine, before: PdfLine): boolean {
  const gap = line.y - before.y;
  return gap > 2.1 * line.size && line.x < before.right && before.x < line.right;
}

const ends: readonly RegExp[] = [
  /^(?:\d+\.?|[IVX]+\.|[A-Z]\.)?\s*(?:introduction|motivation|background and|overview|preliminaries)\b/i,
  /^i\s?n\s?t\s?r\s?o\s?d\s?u\s?c\s?t\s?i\s?o\s?n\b/i,
  /^\W*(?:key\s?words?|index terms|categories and subject|general terms|ccs concepts|acm reference|(?:acm )?(?:cr|ccs) categories|subject (?:classification|headings)|jel (?:classification|codes?)|msc|pacs|mathematics subject|additional key|palabras clave|palavras.chave|mots.cl\u00E9s|schl\u00FCsselw|descriptors|abbreviations|author summary|article history|contents|r\u00E9sum\u00E9|resumen|resumo|zusammenfassung|abstract)\b/i,
  /^(?:1|I)\.?\s+(?:\p{Lu}[\p{L}-]+)(?:\s+[\p{L}-]+){0,5}$/u,
  /^(?:\u00A9|\(c\)|copyright|permission to (?:make|copy)|citation:|correspond|e-?mail|received|accepted|published|doi:|https?:\/\/(?:dx\.)?doi)/i,
];

function endsAbstract(text: string): boolean {
  return ends.some((pattern) => pattern.test(text));
}
