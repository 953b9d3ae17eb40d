import type { Paper } from "../paper/paper.js";
import type { FormatName } from "../sources/paper-format.js";

/**
 * How far the fields of a record are trusted, by its source: a guess (plain text, the pages of a PDF), a table, whose
 * columns people name as they like, the file of a reference manager, a database or registry, or the caller's own papers
 * (JSON, the API).
 */
export const trustLevels = { guess: 1, table: 2, library: 3, database: 4, own: 5 } as const;
export type Trust = (typeof trustLevels)[keyof typeof trustLevels];

const ownFormats: ReadonlySet<string> = new Set(["jsonl", "json"]);
const guessed: ReadonlySet<string> = new Set(["text", "pdf"]);
const tables: ReadonlySet<string> = new Set(["csv", "tsv", "xlsx"]);
/** Files and answers of the databases themselves; what people export from them passes through other programs. */
const databases: ReadonlySet<string> = new Set([
  "arxiv-atom",
  "oai-pmh",
  "arxiv-kaggle",
  "openalex",
  "semantic-scholar",
  "hf-papers",
  "crossref",
  "datacite",
  "pubmed",
  "pubmed-xml",
  "nbib",
  "jats",
  "dblp",
  "inspire",
  "ads",
  "acl-anthology",
  "mods",
]);

export function trustFormat(format: FormatName): Trust {
  if (ownFormats.has(format)) return trustLevels.own;
  if (guessed.has(format)) return trustLevels.guess;
  if (tables.has(format)) return trustLevels.table;
  return databases.has(format) ? trustLevels.database : trustLevels.library;
}

/** The fields whose source is remembered; a date belongs to its year, names to their authors, and lists only grow. */
const trustedFields = [
  "title",
  "abstract",
  "authors",
  "year",
  "venue",
  "type",
  "doi",
  "arxivId",
  "url",
  "extra",
  "retracted",
] as const;
export type TrustedField = (typeof trustedFields)[number];

/** How far each field of a stored paper is trusted. */
export type FieldTrust = { readonly [Field in TrustedField]: Trust };

export function trustAll(trust: Trust): FieldTrust {
  return uniform[trust];
}

const uniform = Object.fromEntries(
  Object.values(trustLevels).map((trust) => [
    trust,
    Object.fromEntries(trustedFields.map((field) => [field, trust])) as FieldTrust,
  ]),
) as Readonly<Record<Trust, FieldTrust>>;

/** The trust of a merged paper: that of the record for the fields that got a value from it. */
export function raiseTrust(
  kept: { readonly paper: Paper; readonly trust: FieldTrust },
  merged: { readonly paper: Paper; readonly trust: Trust },
): FieldTrust {
  const entries = trustedFields.map((field) => {
    const [before, after] = [kept.paper[field], merged.paper[field]];
    const known = kept.trust[field];
    if (JSON.stringify(before) === JSON.stringify(after)) return [field, known];
    const wasEmpty = before === undefined || (Array.isArray(before) && before.length === 0);
    return [field, wasEmpty ? merged.trust : Math.max(known, merged.trust)];
  });
  return Object.fromEntries(entries) as FieldTrust;
}

/** One digit if all fields have the same trust, else one digit a field. */
export function formatTrust(fields: FieldTrust): string {
  const digits = trustedFields.map((field) => fields[field]);
  return digits.every((digit) => digit === digits[0]) ? String(digits[0]) : digits.join("");
}

/** A paper from before trust was stored counts as one of a reference manager. */
export function parseTrust(text: string | null): FieldTrust {
  const digits = text ?? String(trustLevels.library);
  return Object.fromEntries(
    trustedFields.map((field, at) => [field, Number(digits[at] ?? digits[0])]),
  ) as unknown as FieldTrust;
}
