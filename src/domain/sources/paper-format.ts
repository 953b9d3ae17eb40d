import { z } from "zod";
import { tableHeadSchema } from "../tables/table-head.js";

/** The known file formats, with a label for each. */
export const formatLabels = {
  jsonl: "JSON Lines, one paper per line",
  json: 'a JSON array, or {"papers": [ … ]}',
  csv: "CSV with a header line",
  tsv: "tab-separated values with a header line",
  xlsx: "Excel workbook (.xlsx), a sheet with a header",
  bibtex: "BibTeX",
  ris: "RIS",
  medline: "MEDLINE's tagged format (PubMed, Ovid, ERIC)",
  "web-of-science": "Web of Science's tagged format",
  refer: "Refer, EndNote's tagged format",
  refworks: "RefWorks' tagged format",
  "zotero-json": "items of Zotero's API or of Better BibTeX JSON",
  "csl-json": "CSL-JSON of Zotero, Mendeley, pandoc and others",
  "arxiv-atom": "arXiv's Atom feed",
  "oai-pmh": "OAI-PMH records (arXiv, arXivRaw or oai_dc)",
  "arxiv-kaggle": "the arXiv metadata file of Kaggle",
  crossref: "Crossref works",
  datacite: "DataCite works",
  inspire: "INSPIRE literature",
  ads: "NASA ADS search results",
  openalex: "OpenAlex works",
  "semantic-scholar": "Semantic Scholar papers or abstracts",
  "hf-papers": "Hugging Face's daily papers",
  "endnote-xml": "EndNote's XML",
  "zotero-rdf": "Zotero's RDF",
  "pubmed-xml": "PubMed's XML",
  jats: "JATS and NLM articles in XML",
  mods: "MODS records",
  dblp: "DBLP's XML",
  "acl-anthology": "XML of the ACL Anthology",
  pdf: "a PDF, from which title and abstract are guessed",
  text: "plain text, title and abstract in turn, a blank line between",
} as const;

export type FormatName = keyof typeof formatLabels;

export const formatNames = Object.keys(formatLabels) as [FormatName, ...FormatName[]];

/** The detected format of a source. */
export const foundSourceSchema = z.object({
  format: z.enum(formatNames),
  columns: z
    .record(z.string(), z.string())
    .optional()
    .describe("For a table: the column of each field, and of own fields such as extra.stage; for JSON, its path"),
  sheet: z.string().optional().describe("For a workbook with several sheets: the one that is read"),
  sheets: z.array(z.string()).readonly().optional().describe("The names of its sheets"),
  table: tableHeadSchema
    .optional()
    .describe("For a table or JSON, with `dryRun=true`: its columns or paths, and first rows"),
});

export type FoundSource = z.output<typeof foundSourceSchema>;

/** The list of formats for an error message. */
export function describeFormats(): string {
  return `Formats: ${formatNames.join(", ")}, each also compressed with gzip or zstd. If it has one of these, name it: --format on the command line, ?format= in the API.`;
}
