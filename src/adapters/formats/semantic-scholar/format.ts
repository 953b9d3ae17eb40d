import { z } from "zod";
import { cleanOptional } from "../../../domain/text/clean-markup.js";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { findYear } from "../../../domain/paper/date.js";
import { canonicalizeId, findDoi, parseArxivId } from "../../../domain/paper/id.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readFields } from "../json/fields.js";
import { readJsonSource } from "../json/source.js";
import { mapRecords } from "../map-records.js";

/**
 * Semantic Scholar papers: the bulk data sets `papers` and `abstracts`, whose keys are in lower case, and API answers.
 * A line of `abstracts` has no title: it completes the paper with the same id, which must be imported first.
 */
export function createSemanticScholarFormat(): PaperFormat {
  return {
    name: "semantic-scholar",
    open: async (chunks) => ({
      records: markSupplements(mapRecords(readJsonSource(chunks), scholarPaperSchema, { toPaper })),
    }),
  };
}

const externalIds = z.record(z.string(), z.union([z.string(), z.number()]).nullish()).nullish();
const area = z.union([z.string(), z.object({ category: z.string().nullish() })]);

const fieldsSchema = z.object({
  corpusid: z.number().nullish(),
  paperId: z.string().nullish(),
  externalids: externalIds,
  externalIds,
  openaccessinfo: z.object({ externalids: externalIds }).nullish(),
  title: z.string().nullish(),
  abstract: z.string().nullish(),
  authors: z.array(z.object({ name: z.string().nullish() })).nullish(),
  year: z.number().nullish(),
  venue: z.string().nullish(),
  publicationVenue: z.object({ name: z.string().nullish() }).nullish(),
  journal: z.object({ name: z.string().nullish() }).nullish(),
  publicationdate: z.string().nullish(),
  publicationDate: z.string().nullish(),
  s2fieldsofstudy: z.array(area).nullish(),
  s2FieldsOfStudy: z.array(area).nullish(),
  fieldsOfStudy: z.array(area).nullish(),
  url: z.string().nullish(),
});
/** A list of citations or references has each paper in an object; a list of asked papers has null for an unknown one. */
const scholarPaperSchema = z.preprocess((entry, context) => {
  if (entry === null) context.addIssue("Semantic Scholar does not know this paper");
  const { citedPaper, citingPaper } = readFields(entry);
  return citedPaper ?? citingPaper ?? entry;
}, fieldsSchema);
type ScholarPaper = z.output<typeof scholarPaperSchema>;

function toPaper(paper: ScholarPaper): Record<string, unknown> {
  const ids = readIds(paper);
  const title = cleanOptional(paper.title);
  const abstract = cleanOptional(paper.abstract);
  if (title === undefined && abstract !== undefined) return { id: chooseId(paper), abstract };
  const areas = paper.s2fieldsofstudy ?? paper.s2FieldsOfStudy ?? paper.fieldsOfStudy ?? [];
  return {
    id: chooseId(paper),
    title,
    abstract,
    authors: (paper.authors ?? []).flatMap(({ name }) => name ?? []),
    year: findYear(paper.year),
    date: paper.publicationdate ?? paper.publicationDate,
    venue: [paper.venue, paper.publicationVenue?.name, paper.journal?.name].find((name) => name),
    categories: [...new Set(areas.flatMap((one) => (typeof one === "string" ? one : (one.category ?? []))))],
    doi: ids.doi,
    arxivId: ids.arxivId,
    url: paper.url,
  };
}

/** The same for a paper and its abstract: the arXiv id or DOI, else Semantic Scholar's own id. */
function chooseId(paper: ScholarPaper): string | undefined {
  const { arxivId, doi } = readIds(paper);
  if (arxivId !== undefined) return `arxiv:${arxivId}`;
  if (doi !== undefined) return canonicalizeId(`doi:${doi}`);
  const own = paper.corpusid ?? paper.paperId ?? undefined;
  return own === undefined ? undefined : `s2:${own}`;
}

function readIds({ externalids, externalIds: camelCase, openaccessinfo }: ScholarPaper): {
  readonly doi: string | undefined;
  readonly arxivId: string | undefined;
} {
  const ids = externalids ?? camelCase ?? openaccessinfo?.externalids ?? {};
  return {
    doi: findDoi(String(ids["DOI"] ?? "")),
    arxivId: parseArxivId(String(ids["ArXiv"] ?? ""))?.id,
  };
}

async function* markSupplements(records: AsyncIterable<SourceRecord>): AsyncGenerator<SourceRecord> {
  for await (const record of records) {
    const isSupplement = "value" in record && !("title" in (record.value as object));
    yield isSupplement ? { ...record, supplements: true } : record;
  }
}
