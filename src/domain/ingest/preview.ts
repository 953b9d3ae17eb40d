import { z } from "zod";
import { formatCount } from "../text/amounts.js";
import { jobCountsSchema } from "../jobs/job.js";
import { jobNoticeSchema } from "../jobs/notice.js";
import { fieldChangesSchema, sumChanges } from "../records/field-changes.js";
import { foundSourceSchema } from "../sources/paper-format.js";

/** Max number of entries shown of each list. */
export const previewLimits = { rejected: 100, titles: 5, notices: 100 } as const;

export const previewCountsSchema = jobCountsSchema.omit({ embedded: true }).extend({
  new: z.number().int().describe("Accepted papers that are not stored yet; the others would be changed"),
  failed: z.number().int().describe("Records that would be rejected"),
});
export type PreviewCounts = z.output<typeof previewCountsSchema>;

export const embeddingEstimateSchema = z.object({
  papers: z.number().int().describe("Papers of the source that need a vector"),
  waiting: z.number().int().describe("Papers already waiting for a vector, which are embedded first"),
  papersPerSecond: z.number().optional().describe("Absent if unknown, because this process has no worker"),
  rateSource: z
    .enum(["recent", "timed"])
    .optional()
    .describe("recent: measured on the last embedded batches; timed: measured on some papers of the source"),
  seconds: z.number().optional().describe("Time until the last vector is stored, including the papers already waiting"),
});
export type EmbeddingEstimate = z.output<typeof embeddingEstimateSchema>;

export const spaceEstimateSchema = z.object({
  diskBytes: z.number().int().describe("Growth of the data folder"),
  memoryBytes: z.number().int().describe("Growth of the memory of the process"),
  basis: z.string().describe("Basis of the estimate"),
});
export type SpaceEstimate = z.output<typeof spaceEstimateSchema>;

/** What an import of papers would do. */
export const previewSchema = z.object({
  counts: previewCountsSchema,
  titles: z.array(z.string()).describe(`Titles of the first ${previewLimits.titles} new papers`),
  rejected: z
    .array(z.object({ line: z.number().int(), id: z.string().optional(), reason: z.string() }))
    .describe(`The first ${previewLimits.rejected} records that would be rejected`),
  changes: fieldChangesSchema,
  notices: z.array(jobNoticeSchema).describe(`The first ${previewLimits.notices} notices of the import`),
  embedding: embeddingEstimateSchema,
  space: spaceEstimateSchema,
});
export type Preview = z.output<typeof previewSchema>;

export const previewedAnswerSchema = z.object({ preview: previewSchema, source: foundSourceSchema.optional() });

export type PreviewedAnswer = z.output<typeof previewedAnswerSchema>;

export type PreviewTotals = Pick<Preview, "counts" | "changes" | "embedding" | "space">;

/** Totals over several sources; a paper that is in two of them is counted twice. */
export function sumPreviews(previews: readonly [Preview, ...Preview[]]): PreviewTotals {
  const sum = (read: (preview: Preview) => number) => previews.reduce((total, preview) => total + read(preview), 0);
  const [{ counts, space }] = previews;
  const names = Object.keys(counts) as (keyof PreviewCounts)[];
  const papers = sum((preview) => preview.embedding.papers);
  const waiting = previews.reduce((max, preview) => Math.max(max, preview.embedding.waiting), 0);
  // A source without papers to embed does not affect the rate.
  const secondsOf = ({ embedding: { papers: some, papersPerSecond = 0 } }: Preview) =>
    some === 0 ? 0 : some / papersPerSecond;
  const papersPerSecond = papers / sum(secondsOf);
  return {
    counts: Object.fromEntries(names.map((name) => [name, sum((preview) => preview.counts[name])])) as PreviewCounts,
    changes: sumChanges(previews.map(({ changes }) => changes)),
    embedding: {
      papers,
      waiting,
      ...(papersPerSecond > 0 && {
        papersPerSecond,
        rateSource: previews.find(({ embedding }) => embedding.papers > 0)?.embedding.rateSource,
        seconds: Math.ceil((papers + waiting) / papersPerSecond),
      }),
    },
    space: {
      diskBytes: sum((preview) => preview.space.diskBytes),
      memoryBytes: sum((preview) => preview.space.memoryBytes),
      basis: space.basis,
    },
  };
}

export interface NewPapers {
  readonly count: number;
  /** Total length of titles and abstracts in UTF-16 code units. */
  readonly characters: number;
}

/**
 * Measured on 87,243 papers of 1,140 characters with vectors of 384 numbers, 4 bytes each. On disk papers.sqlite was
 * 363 MB, including 179 MB of vectors; the BM25 index 38 MB; the HNSW index 147 MB. A server's resident memory was
 * 302 MB more than with 76 papers; the HNSW index needs as much memory as disk space.
 */
const measured = { papers: 87_243, characters: 1_140, vectorBytes: 384 * 4 } as const;
const characterBytes = { disk: 363e6 - 179e6 + 38e6, memory: 302e6 - 147e6 } as const;
const vectorBytes = { disk: 179e6 + 147e6, memory: 147e6 } as const;

/** @param dimensions dimensions of a vector */
export function estimateSpace({ count, characters }: NewPapers, dimensions: number): SpaceEstimate {
  const characterShare = characters / (measured.papers * measured.characters);
  const vectorShare = (count * dimensions * 4) / (measured.papers * measured.vectorBytes);
  const estimate = (place: "disk" | "memory") =>
    Math.round(characterBytes[place] * characterShare + vectorBytes[place] * vectorShare);
  return {
    diskBytes: estimate("disk"),
    memoryBytes: estimate("memory"),
    basis: `bytes per character and per vector, measured on ${formatCount(measured.papers)} papers`,
  };
}
