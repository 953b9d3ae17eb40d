import type { z } from "zod";
import { checkInput, joinDetails } from "../input/check-input.js";
import { describeValue } from "../input/describe-schema.js";
import { formatCount } from "../text/amounts.js";
import { noTitle, paperInputSchema, paperLimits, type ParsedPaper } from "./paper.js";

/** A record with the fields of a paper, or in words why it is none. */
export function checkPaper(value: unknown): { readonly data: ParsedPaper } | { readonly reason: string } {
  const parsed = paperInputSchema.safeParse(value);
  if (parsed.success) return { data: parsed.data };
  const { issues } = parsed.error;
  if (issues.some(({ path }) => path.length === 0))
    return { reason: `this is no paper but ${describeValue(value)}: a paper is an object such as {"title": "…"}` };
  const reasons = [...new Set(issues.map((issue) => explainIssue(issue, value) ?? explainOther(value)))];
  const more = reasons.length - maxReasons;
  return { reason: [...reasons.slice(0, maxReasons), ...(more > 0 ? [`${more} more`] : [])].join("; ") };
}

const maxReasons = 5;

type Issue = z.core.$ZodIssue;

function explainIssue(issue: Issue, record: unknown): string | undefined {
  const [field, place, ...rest] = issue.path;
  if (rest.length > 0) return undefined;
  const value = (record as Readonly<Record<PropertyKey, unknown>>)[field ?? ""];
  const list = lists[String(field)];
  if (list !== undefined) return explainList(value, { list, place });
  if (field === "year") return explainYear(value);
  const name = texts[String(field)];
  if (name === undefined || place !== undefined) return undefined;
  if (typeof value === "string" && issue.code === "too_big")
    return `the ${name} has ${formatCount(value.length)} characters: at most ${formatCount(Number(issue.maximum))} are allowed`;
  if (typeof value === "string") return explainText(name, value);
  return value === undefined || value === null ? noTitle : `the ${name} is ${describeValue(value)}: expected text`;
}

/** The fields that are a text, in words. */
const texts: Readonly<Record<string, string>> = {
  id: "id",
  title: "title",
  abstract: "abstract",
  date: "date",
  venue: "venue",
  doi: "DOI",
  arxivId: "arXiv id",
  url: "address",
  retractionNote: "note on the retraction",
};

function explainText(name: string, value: string): string | undefined {
  const given = describeValue(value.toWellFormed());
  if (name === "DOI") return `${given} is not a DOI: one looks like 10.1000/182`;
  if (name === "arXiv id") return `${given} is not an arXiv id: one looks like 2301.01234 or math/0211159`;
  return name === "id" ? `the id ${given} has half of a character` : undefined;
}

function explainYear(value: unknown): string {
  const given = describeValue(value);
  if (typeof value === "string" && /^\s*\d{4}\s*$/.test(value))
    return `the year ${given} is text: write the number without quotation marks`;
  if (typeof value !== "number") return `the year ${given} is not a number`;
  return Number.isInteger(value)
    ? `the year ${given} is not between 1000 and 3000`
    : `the year ${given} is not a whole number`;
}

interface ListNames {
  readonly many: string;
  readonly one: string;
}

const lists: Readonly<Record<string, ListNames>> = {
  authors: { many: "authors", one: "author" },
  categories: { many: "categories", one: "category" },
  keywords: { many: "keywords", one: "keyword" },
  tags: { many: "tags", one: "tag" },
};

function explainList(
  value: unknown,
  { list: { many, one }, place }: { readonly list: ListNames; readonly place: PropertyKey | undefined },
): string {
  if (!Array.isArray(value)) return `the ${many} are ${describeValue(value)}: expected a list such as ["…", "…"]`;
  const item: unknown = typeof place === "number" ? value[place] : undefined;
  const number = typeof place === "number" ? ` ${place + 1}` : "";
  if (typeof item === "string")
    return `${one}${number} has ${formatCount(item.length)} characters: at most ${paperLimits.itemLength} are allowed`;
  return `${one}${number} is ${describeValue(item)}: expected text`;
}

/** What is wrong deeper within a field is said as of any other input. */
function explainOther(value: unknown): string {
  const checked = checkInput(paperInputSchema, value);
  return "details" in checked ? joinDetails(checked.details) : "it is no paper";
}
