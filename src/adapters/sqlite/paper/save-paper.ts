import { comparePaper } from "../../../domain/paper/change.js";
import { normalizeTitle } from "../../../domain/paper/clean-paper.js";
import type { Ordinal, Paper } from "../../../domain/paper/paper.js";
import type { CleanPaper } from "../../../ports/paper/paper-store.js";
import { prepareRecordChange } from "../vectors/record-change.js";
import { prepareForgetVector } from "../vectors/forget-vector.js";
import { prepareJoinStoredPaper } from "./join-stored-paper.js";
import type { SqliteDatabase } from "../open-database.js";
import { vectorState } from "../schema.js";
import { prepareDropVector, prepareWriteVector } from "../vectors/slot-vectors.js";
import { prepareReadSlot, vectorSlots } from "../vectors/slots.js";
import { toKept, type VersionRow, versionColumns } from "./paper-versions.js";

export type SaveOutcome = "unchanged" | "waiting" | "embedded";

interface KnownPaper extends VersionRow {
  readonly ordinal: Ordinal;
  readonly title: string;
  readonly date: string | null;
  readonly taken_in_at: number;
}

/** Returns a function that saves one paper, within the caller's transaction. */
export function prepareSavePaper(database: SqliteDatabase): (paper: CleanPaper, jobId: string) => SaveOutcome {
  const findKnown = database.prepare(
    `SELECT ordinal, title, date, ${versionColumns},
       coalesce((SELECT created_at FROM jobs j WHERE j.id = job_id), now_ms()) AS taken_in_at FROM papers WHERE id = ?`,
  );
  const writePaper = prepareWritePaper(database);
  const readSlot = prepareReadSlot(database);
  const writeVector = prepareWriteVector(database);
  const dropVector = prepareDropVector(database);
  const forgetOther = prepareForgetVector(database);
  const recordChange = prepareRecordChange(database);
  const recordVersions = prepareRecordVersions(database);
  const joinKept = prepareJoinStoredPaper(database);
  return (record, jobId) => {
    const clean = joinKept(record);
    const known = findKnown.get(clean.paper.id) as KnownPaper | undefined;
    const { change, needsVector } = comparePaper(known && toKept(known), clean);
    if (known && change === "unchanged") {
      recordVersions(known.ordinal, clean, known);
      return "unchanged";
    }
    const ordinal = writePaper(clean, jobId, needsVector ? vectorState.waiting : vectorState.embedded);
    recordVersions(ordinal, clean, known);
    recordChange("text", ordinal);
    const slot = readSlot();
    if (clean.vector) writeVector({ slot, ordinal, vector: clean.vector });
    else if (known && needsVector) {
      dropVector({ slot, ordinal });
      recordChange(vectorSlots[slot].kind, ordinal);
    }
    if (known && known.text_hash !== clean.textHash) forgetOther(ordinal);
    return needsVector ? "waiting" : "embedded";
  };
}

type RecordVersions = (ordinal: Ordinal, clean: CleanPaper, known: KnownPaper | undefined) => void;

/** Returns a function that records versions older than the stored one, each as it first arrived. */
function prepareRecordVersions(database: SqliteDatabase): RecordVersions {
  const note = database.prepare(
    `INSERT OR IGNORE INTO paper_versions (ordinal, version, title, date, taken_in_at)
     SELECT ordinal, @version, @title, @date, coalesce(@taken_in_at, now_ms()) FROM papers
     WHERE ordinal = @ordinal AND version > @version`,
  );
  return (ordinal, { paper: { title, date = null }, version, earlierVersions = [] }, known) => {
    if (known && version !== undefined) {
      note.run(known);
      note.run({ ordinal, version, title, date, taken_in_at: null });
    }
    for (const earlier of earlierVersions)
      note.run({ ordinal, date: null, ...earlier, taken_in_at: Date.parse(earlier.takenInAt) });
  };
}

type WritePaper = (clean: CleanPaper, jobId: string, state: number) => Ordinal;

function prepareWritePaper(database: SqliteDatabase): WritePaper {
  const write = database
    .prepare(
      `INSERT INTO papers (id, title, title_key, abstract, authors, author_names, categories, keywords, year, date, venue, type, doi,
         arxiv_id, url, version, content_hash, text_hash, vector_state, batch_id, job_id, failure)
       VALUES (@id, @title, @titleKey, @abstract, @authors, @authorNames, @categories, @keywords, @year, @date, @venue, @type,
         @doi, @arxivId, @url, @version, @contentHash, @textHash, @state, NULL, @jobId, NULL)
       ON CONFLICT (id) DO UPDATE SET title = excluded.title, title_key = excluded.title_key, abstract = excluded.abstract,
         authors = excluded.authors, author_names = excluded.author_names, categories = excluded.categories, keywords = excluded.keywords, year = excluded.year,
         date = excluded.date, venue = excluded.venue, type = excluded.type, doi = excluded.doi, arxiv_id = excluded.arxiv_id, url = excluded.url,
         -- A record without a version counts as the stored version.
         version = coalesce(excluded.version, version), content_hash = excluded.content_hash, text_hash = excluded.text_hash,
         vector_state = excluded.vector_state, batch_id = NULL, job_id = excluded.job_id, failure = NULL
       RETURNING ordinal`,
    )
    .pluck();
  return (clean, jobId, state) =>
    write.get({
      ...toColumns(clean.paper),
      version: clean.version ?? null,
      contentHash: clean.contentHash,
      textHash: clean.textHash,
      state,
      jobId,
    }) as Ordinal;
}

function toColumns(paper: Paper): Record<string, string | number | null> {
  return {
    id: paper.id,
    title: paper.title,
    titleKey: normalizeTitle(paper.title),
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
  };
}
