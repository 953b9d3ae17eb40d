import { z } from "zod";
import { columnFields } from "./column-mapping.js";
import { jobAnswerSchema } from "../jobs/job.js";

/** The forms that libraries of papers come in, with what each is to people. */
export const formatLabels = {
  jsonl: "JSON Lines, a paper a line",
  json: 'a JSON array, or {"papers": [ … ]}',
  csv: "CSV with a header line",
  tsv: "tab-separated values with a header line",
  bibtex: "BibTeX",
  ris: "RIS",
  "arxiv-atom": "arXiv's Atom feed",
  "oai-pmh": "OAI-PMH records (arXiv, arXivRaw or oai_dc)",
  "arxiv-kaggle": "the arXiv metadata file of Kaggle",
  openalex: "OpenAlex works",
  "semantic-scholar": "Semantic Scholar papers or abstracts",
  "hf-papers": "Hugging Face's daily papers",
  text: "plain text, title and abstract in turn, a blank line between",
} as const;

export type FormatName = keyof typeof formatLabels;

export const formatNames = Object.keys(formatLabels) as [FormatName, ...FormatName[]];

/** What a source was found to be. */
export const foundSourceSchema = z.object({
  format: z.enum(formatNames),
  columns: z
    .partialRecord(z.enum(columnFields), z.string())
    .optional()
    .describe("Of a table: which column fills which field"),
});

export type FoundSource = z.output<typeof foundSourceSchema>;

/** The answer to an import; `source` where the format was detected from the content. */
export const addedAnswerSchema = jobAnswerSchema.extend({ source: foundSourceSchema.optional() });

export type AddedAnswer = z.output<typeof addedAnswerSchema>;

/** The list of formats for an error message. */
export function describeFormats(): string {
  const known = formatNames.map((name) => `${name} (${formatLabels[name]})`).join(", ");
  return `Known formats: ${known}; each also gzipped or as zstd. Name one if it is one of them.`;
}
