import { normalizeShownTitle } from "../../../domain/paper/clean-paper.js";
import type { Ordinal, Paper } from "../../../domain/paper/paper.js";
import type { KnownPaper } from "../../../domain/records/known-paper.js";
import type { TakenIn } from "../../../domain/records/take-in.js";
import { formatTrust } from "../../../domain/records/trust.js";
import type { SqliteDatabase } from "../open-database.js";
import { vectorState } from "../schema.js";
import { prepareForgetVector } from "../vectors/forget-vector.js";
import { prepareRecordChange } from "../vectors/record-change.js";
import { prepareWriteExtra } from "./write-extra.js";
import { prepareDropVector, prepareWriteVector } from "../vectors/slot-vectors.js";
import { prepareReadSlot, vectorSlots } from "../vectors/slots.js";

export interface PaperWrite {
  readonly clean: NonNullable<TakenIn["write"]>;
  /** The paper to change; absent for a new one. */
  readonly before: KnownPaper | undefined;
  readonly jobId: string;
  readonly needsVector: boolean;
}

/** Returns a function that writes a new or changed paper, its vector, and the changes that the indexes follow. */
export function prepareWriteChange(database: SqliteDatabase): (write: PaperWrite) => Ordinal {
  const writeRow = prepareWriteRow(database);
  const readSlot = prepareReadSlot(database);
  const writeVector = prepareWriteVector(database);
  const dropVector = prepareDropVector(database);
  const forgetOther = prepareForgetVector(database);
  const recordChange = prepareRecordChange(database);
  const writeExtra = prepareWriteExtra(database);
  return (write) => {
    const { clean, before, needsVector } = write;
    const ordinal = writeRow(write);
    if (clean.paper.extra !== undefined || before?.paper.extra !== undefined) writeExtra(ordinal, clean.paper.extra);
    recordChange("text", ordinal);
    const slot = readSlot();
    if (clean.vector) writeVector({ slot, ordinal, vector: clean.vector });
    else if (before && needsVector) {
      dropVector({ slot, ordinal });
      recordChange(vectorSlots[slot].kind, ordinal);
    }
    if (before && before.textHash !== clean.textHash) forgetOther(ordinal);
    return ordinal;
  };
}

const columns =
  "id, title, title_key, abstract, authors, author_names, categories, keywords, year, date, venue, type, doi, arxiv_id, url, " +
  "tags, extra, retracted, retraction_note, " +
  "trust, version, content_hash, text_hash, vector_state, job_id, job_changes, batch_id, failure";
const values =
  "@id, @title, @titleKey, @abstract, @authors, @authorNames, @categories, @keywords, @year, @date, @venue, @type, @doi, @arxivId, @url, " +
  "@tags, @extra, @retracted, @retractionNote, " +
  "@trust, @version, @contentHash, @textHash, @state, @jobId, @jobChanges, NULL, NULL";

function prepareWriteRow(database: SqliteDatabase): (write: PaperWrite) => Ordinal {
  const insert = database.prepare(`INSERT INTO papers (${columns}) VALUES (${values}) RETURNING ordinal`).pluck();
  const update = database.prepare(`UPDATE papers SET (${columns}) = (${values}) WHERE ordinal = @ordinal`);
  return ({ clean, before, jobId, needsVector }) => {
    const row = {
      ...toColumns(clean.paper),
      trust: formatTrust(clean.trust),
      version: clean.version ?? null,
      contentHash: clean.contentHash,
      textHash: clean.textHash,
      state: needsVector ? vectorState.waiting : vectorState.embedded,
      jobId,
      jobChanges: clean.jobChanges,
    };
    if (!before) return insert.get(row) as Ordinal;
    update.run({ ...row, ordinal: before.ordinal });
    return before.ordinal;
  };
}

function toColumns(paper: Paper): Record<string, string | number | null> {
  return {
    id: paper.id,
    title: paper.title,
    titleKey: normalizeShownTitle(paper.title),
    abstract: paper.abstract ?? null,
    authors: JSON.stringify(paper.authors),
    authorNames: paper.authorNames === undefined ? null : JSON.stringify(paper.authorNames),
    categories: JSON.stringify(paper.categories),
    keywords: JSON.stringify(paper.keywords),
    year: paper.year ?? null,
    date: paper.date ?? null,
    venue: paper.venue ?? null,
    type: paper.type ?? null,
    doi: paper.doi ?? null,
    arxivId: paper.arxivId ?? null,
    url: paper.url ?? null,
    tags: paper.tags === undefined ? null : JSON.stringify(paper.tags),
    extra: paper.extra === undefined ? null : JSON.stringify(paper.extra),
    retracted: paper.retracted === undefined ? null : Number(paper.retracted),
    retractionNote: paper.retractionNote ?? null,
  };
}
