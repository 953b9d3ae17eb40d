import type { Paper } from "../paper/paper.js";
import { cleanLatex } from "../text/latex/clean-latex.js";
import { inferName } from "../person/infer-name.js";
import type { PersonName } from "../person/person-name.js";

/** A paper with read-only lists. */
export type CitedPaper = { readonly [Field in keyof Paper]: Readonly<Paper[Field]> };

/** Text in one line without LaTeX, as other programs show it: papers in our own JSON may contain some. */
export function writePlain(text: string): string {
  return cleanLatex(text)
    .replace(/[\s\p{Cc}]{2,}|(?! )[\s\p{Cc}]/gu, " ")
    .trim();
}

/** Keywords and tags: references hold both as keywords. */
export function joinTags({ keywords, tags = [] }: Pick<CitedPaper, "keywords" | "tags">): readonly string[] {
  return tags.length === 0 ? keywords : [...new Set([...keywords, ...tags])];
}

/** The note that references of a retracted paper get; undefined for other papers. */
export function describeRetraction({
  retracted,
  retractionNote,
}: Pick<CitedPaper, "retracted" | "retractionNote">): string | undefined {
  if (!retracted) return undefined;
  return retractionNote === undefined ? retractedMark : `${retractedMark}: ${retractionNote}`;
}

const retractedMark = "Retracted";

/** The names of the authors in parts: as the source gave them, else as far as a name shows them. */
export function listNames({
  authors,
  authorNames,
}: Pick<CitedPaper, "authors" | "authorNames">): readonly PersonName[] {
  const names =
    authorNames?.length === authors.length ? authorNames : authors.map((author) => inferName(writePlain(author)));
  return names.map(cleanName).filter((name) => ("literal" in name ? name.literal : name.family) !== "");
}

function cleanName(name: PersonName): PersonName {
  if ("literal" in name) return { literal: writePlain(name.literal) };
  const { family, ...rest } = name;
  const parts = Object.entries(rest).map(([part, text = ""]) => [part, writePlain(text)] as const);
  return { family: writePlain(family), ...Object.fromEntries(parts.filter(([, text]) => text !== "")) };
}

/** The name as lists of names are sorted: `van den Berg, Ada, Jr`. */
export function formatSortedName(name: PersonName): string {
  if ("literal" in name) return name.literal;
  const family = [name.particle, name.family].filter((one) => one !== undefined).join(" ");
  return [family, name.given, name.suffix].filter((one) => one !== undefined).join(", ");
}

export interface DateParts {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

/** The date of a paper, or its year; undefined if neither is known. */
export function readDateParts({ date, year }: Pick<CitedPaper, "date" | "year">): DateParts | undefined {
  const [, first, month, day] = datePattern.exec(date ?? "") ?? [];
  if (first === undefined || (year !== undefined && Number(first) !== year))
    return year === undefined ? undefined : { year };
  return {
    year: Number(first),
    ...(month !== undefined && { month: Number(month) }),
    ...(day !== undefined && { day: Number(day) }),
  };
}

const datePattern = /^([12]\d{3})(?:[-/](0?[1-9]|1[0-2])(?:[-/](0?[1-9]|[12]\d|3[01]))?)?(?=$|[T ])/;

export function padDatePart(part: number): string {
  return String(part).padStart(2, "0");
}

/**
 * A name for metadata of pages: `van den Berg, Ada Jr`, as readers take a second comma for the end of the name. A comma
 * ends a name without parts, which would else be cut at a blank.
 */
export function writeLastFirst(name: PersonName): string {
  if ("literal" in name) return /\s/.test(name.literal) ? `${name.literal},` : name.literal;
  const { suffix, given, ...rest } = name;
  const whole = [given, suffix].filter((part) => part !== undefined).join(" ");
  return formatSortedName(whole === "" ? rest : { ...rest, given: whole });
}
