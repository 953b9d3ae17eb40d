import { cleanText } from "../paper/clean-paper.js";
import { describeValue } from "../input/describe-schema.js";
import type { SourceRecord } from "./source-record.js";

const maxLength = 200;

/** What names a record for a person: its key or id, else its DOI or arXiv id, its title, or its first author and year. */
export function nameRecord(record: SourceRecord): { readonly id?: string } {
  const name = record.key ?? ("value" in record ? nameValue(record.value) : undefined);
  return name === undefined ? {} : { id: name };
}

function nameValue(value: unknown): string | undefined {
  const { id, doi, arxivId, title, authors, year } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const [name] = [id, doi, arxivId, title].flatMap((one) => cutName(one) ?? []);
  if (name !== undefined) return name;
  const author = Array.isArray(authors) ? cutName(authors[0]) : undefined;
  return author !== undefined && typeof year === "number" ? `${author} ${year}` : author;
}

/** The key of a record of JSON by the names that other programs have for it. */
export function findJsonKey(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  return keyNames.map((name) => cutName(fields[name])).find((key) => key !== undefined);
}

const keyNames = ["citation-key", "citationKey", "key", "id", "paperId", "bibcode", "DOI", "doi"];

/** The same of a record that is no JSON. */
export function findBrokenJsonKey(text: string): string | undefined {
  return cutName(/"(?:citation-key|citationKey|key|id|paperId|DOI|doi)"\s*:\s*"([^"\\]{1,200})"/.exec(text)?.[1]);
}

function cutName(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string") return undefined;
  const name = cleanText(text).toWellFormed();
  return name === "" ? undefined : name.length > maxLength ? `${name.slice(0, maxLength - 1).toWellFormed()}…` : name;
}

/** What a value of another program's JSON was expected to be. */
export function describeForeignIssue(record: unknown, issue: ForeignIssue | undefined): string {
  if (!issue) return "the entry has an unknown form";
  const value = issue.path.reduce<unknown>(
    (within, name) => (within as Readonly<Record<PropertyKey, unknown>> | undefined)?.[name],
    record,
  );
  const what = issue.path.length === 0 ? "the entry" : issue.path.map(String).join(".");
  if (issue.ownWords !== undefined) return issue.path.length === 0 ? issue.ownWords : `${what}: ${issue.ownWords}`;
  const expected = expectations[issue.expected ?? ""];
  return `${what} is ${describeValue(value)}${expected === undefined ? "" : `: expected ${expected}`}`;
}

interface ForeignIssue {
  readonly path: readonly PropertyKey[];
  /** What the format says itself. */
  readonly ownWords?: string | undefined;
  readonly expected?: string | undefined;
}

const expectations: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};
