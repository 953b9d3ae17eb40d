import { findDoi } from "../../domain/paper/id.js";
import { areSameWork } from "../../domain/records/same-work.js";
import { trustLevels } from "../../domain/records/trust.js";
import type { ReadableRecord, SourceRecord } from "../../domain/sources/source-record.js";
import { AppError } from "../../errors.js";
import type { PaperIdentifier, PaperLookup } from "../../ports/sources/paper-lookup.js";

/** Adds to each record with a DOI or an arXiv id what Crossref or arXiv know of the paper. Sends requests one by one. */
export type CompleteRecords = (
  records: AsyncIterable<SourceRecord>,
  signal?: AbortSignal,
) => AsyncIterable<SourceRecord>;

export function createCompleteRecords(lookUp: PaperLookup["lookUp"]): CompleteRecords {
  return async function* complete(records, signal) {
    /** A service that does not answer is not asked again. */
    let failure: string | undefined;
    for await (const record of records) {
      const identifier = "value" in record ? findIdentifier(record) : undefined;
      if (!("value" in record) || identifier === undefined) {
        yield record;
        continue;
      }
      try {
        yield failure === undefined
          ? join(record, await lookUp(identifier, signal))
          : note(record, `the paper was not completed: ${failure}`);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== "unavailable") throw error;
        failure = error.message;
        yield note(record, `the paper was not completed: ${failure}`);
      }
    }
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** The identifier to ask for; undefined for a record that has no identifier, or nothing to gain. */
function findIdentifier({ value, trust = trustLevels.own, supplements }: ReadableRecord): PaperIdentifier | undefined {
  if (supplements || !isFields(value)) return undefined;
  const { arxivId, doi } = value;
  const wanted = ["abstract", "authors", "year", "venue"];
  if (trust > trustLevels.guess && wanted.every((field) => isFilled(value[field]))) return undefined;
  if (typeof arxivId === "string") return { arxivId };
  const found = typeof doi === "string" ? findDoi(doi) : undefined;
  return found === undefined ? undefined : { doi: found };
}

/** What the registry says replaces a guess and the fields of a file, but not those of the caller's own papers. */
function join(record: ReadableRecord, answer: unknown): SourceRecord {
  const { trust = trustLevels.own } = record;
  const own = record.value as Fields;
  if (!isFields(answer)) return note(record, "its DOI or arXiv id is not known to the service that was asked");
  // An arXiv id is never that of a larger work, and a title that was found without authors is often wrong.
  const isGuess = isFilled(own["arxivId"]) && !isFilled(own["authors"]);
  if (!isGuess && !areSameWork(describeWork(own), describeWork(answer)))
    return note(record, `its DOI or arXiv id is that of another paper, ${String(answer["title"])}`);
  const known = dropEmpty(answer);
  const isBetter = trust < trustLevels.database;
  const [base, over] = isBetter ? [dropEmpty(own), known] : [known, dropEmpty(own)];
  const value = { ...base, ...over };
  // The parts of names belong to the list of authors that they come with.
  if ("authors" in over && !("authorNames" in over)) delete value["authorNames"];
  return { ...record, value, trust: isBetter ? trustLevels.database : trust };
}

function describeWork({ title, authors, year }: Fields) {
  return {
    title: String(title),
    authors: Array.isArray(authors) ? authors.map(String) : [],
    ...(typeof year === "number" && { year }),
  };
}

function dropEmpty(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isFilled(value)));
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}

function note(record: ReadableRecord, notice: string): SourceRecord {
  return { ...record, notices: [...(record.notices ?? []), notice] };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
