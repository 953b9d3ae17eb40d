import { shortenName } from "./short-name.js";
import type { SourceRecord } from "./source-record.js";

/** What names a record for a person: its key or id, else its DOI or arXiv id, its title, or its first author and year. */
export function nameRecord(record: SourceRecord): { readonly id?: string } {
  const name = record.key ?? ("value" in record ? nameValue(record.value) : undefined);
  return name === undefined ? {} : { id: name };
}

function nameValue(value: unknown): string | undefined {
  const { id, doi, arxivId, title, authors, year } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const [name] = [id, doi, arxivId, title].flatMap((one) => readName(one) ?? []);
  if (name !== undefined) return name;
  const author = Array.isArray(authors) ? readName(authors[0]) : undefined;
  return author !== undefined && typeof year === "number" ? `${author} ${year}` : author;
}

/** The key of a record of JSON by the names that other programs have for it. */
export function findJsonKey(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  return keyNames.map((name) => readName(fields[name])).find((key) => key !== undefined);
}

const keyNames = ["citation-key", "citationKey", "key", "id", "paperId", "bibcode", "DOI", "doi"];

/** The same of a record that is no JSON. */
export function findBrokenJsonKey(text: string): string | undefined {
  return readName(writtenKey.exec(text)?.[1]);
}

const writtenKey = new RegExp(`"(?:${keyNames.join("|")})"\\s*:\\s*"([^"\\\\]{1,200})"`);

function readName(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? shortenName(value) : undefined;
}
