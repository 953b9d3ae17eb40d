import type { PaperText } from "../../../domain/ingest/embed-batch.js";
import { composeText } from "../../../domain/paper/clean-paper.js";
import type { Extra } from "../../../domain/paper/extra.js";
import type { Paper } from "../../../domain/paper/paper.js";
import type { PersonName } from "../../../domain/person/person-name.js";
import type { WorkType } from "../../../domain/paper/work-type.js";

/** The columns of `papers` that make up a paper. */
export interface PaperRow {
  readonly ordinal: number;
  readonly id: string;
  readonly title: string;
  readonly abstract: string | null;
  readonly authors: string;
  readonly author_names: string | null;
  readonly categories: string;
  readonly keywords: string;
  readonly year: number | null;
  readonly date: string | null;
  readonly venue: string | null;
  readonly type: string | null;
  readonly doi: string | null;
  readonly arxiv_id: string | null;
  readonly url: string | null;
  readonly tags: string | null;
  readonly extra: string | null;
  readonly retracted: number | null;
  readonly retraction_note: string | null;
}

export const paperColumns =
  "ordinal, id, title, abstract, authors, author_names, categories, keywords, year, date, venue, type, doi, arxiv_id, url, " +
  "tags, extra, retracted, retraction_note";

export function toPaper(row: PaperRow): Paper {
  return {
    id: row.id,
    title: row.title,
    ...(row.abstract !== null && { abstract: row.abstract }),
    authors: JSON.parse(row.authors) as string[],
    ...(row.author_names !== null && { authorNames: JSON.parse(row.author_names) as PersonName[] }),
    ...(row.year !== null && { year: row.year }),
    ...(row.date !== null && { date: row.date }),
    ...(row.venue !== null && { venue: row.venue }),
    ...(row.type !== null && { type: row.type as WorkType }),
    categories: JSON.parse(row.categories) as string[],
    keywords: JSON.parse(row.keywords) as string[],
    ...(row.doi !== null && { doi: row.doi }),
    ...(row.arxiv_id !== null && { arxivId: row.arxiv_id }),
    ...(row.url !== null && { url: row.url }),
    ...(row.tags !== null && { tags: JSON.parse(row.tags) as string[] }),
    ...(row.extra !== null && { extra: JSON.parse(row.extra) as Extra }),
    ...(row.retracted !== null && { retracted: row.retracted === 1 }),
    ...(row.retraction_note !== null && { retractionNote: row.retraction_note }),
  };
}

/** The columns needed to embed a paper. */
export interface TextRow extends Pick<PaperRow, "ordinal" | "title" | "abstract"> {
  readonly textHash: string;
}

/** Columns of `papers AS p`. */
export const textColumns = "p.ordinal, p.title, p.abstract, p.text_hash AS textHash";

export function toPaperText({ ordinal, textHash, title, abstract }: TextRow): PaperText {
  return { ordinal, textHash, text: composeText({ title, ...(abstract !== null && { abstract }) }) };
}
