import { z } from "zod";
import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import { findDoi } from "../../../domain/paper/id.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readJsonSource } from "../json/source.js";
import { mapRecords } from "../map-records.js";
import { splitArxivAuthors } from "./oai-record.js";

/** Kaggle's `arxiv-metadata-oai-snapshot.json`: all of arXiv, one paper per line. */
export function createKaggleFormat(): PaperFormat {
  return {
    name: "arxiv-kaggle",
    open: async (chunks) => ({ records: mapRecords(readJsonSource(chunks), kagglePaperSchema, { toPaper }) }),
  };
}

const kagglePaperSchema = z.object({
  id: z.string(),
  title: z.string(),
  abstract: z.string().nullish(),
  authors: z.string().nullish(),
  authors_parsed: z.array(z.array(z.string())).nullish(),
  "journal-ref": z.string().nullish(),
  doi: z.string().nullish(),
  categories: z.string().nullish(),
  versions: z.array(z.object({ version: z.string(), created: z.string().nullish() })).nullish(),
  update_date: z.string().nullish(),
});

function toPaper(paper: z.output<typeof kagglePaperSchema>): Record<string, unknown> {
  const versions = paper.versions ?? [];
  const created = new Date(versions[0]?.created ?? paper.update_date ?? "");
  const date = Number.isNaN(created.getTime()) ? undefined : created.toISOString().slice(0, 10);
  return {
    title: cleanMarkup(paper.title.replace(/\s+/g, " ")),
    abstract: cleanMarkup((paper.abstract ?? "").replace(/\s+/g, " ").trim()),
    authors: paper.authors_parsed ? paper.authors_parsed.map(joinName) : splitArxivAuthors(paper.authors ?? ""),
    date,
    venue: cleanMarkup(paper["journal-ref"] ?? ""),
    categories: (paper.categories ?? "").split(" "),
    doi: findDoi(paper.doi),
    arxivId: `${paper.id}${versions.at(-1)?.version ?? ""}`,
    url: `https://arxiv.org/abs/${paper.id}`,
  };
}

/** The parts are last name, first names and suffix, followed by affiliations. */
function joinName([last = "", first = "", suffix = ""]: readonly string[]): string {
  return cleanMarkup([first, last, suffix].filter((part) => part !== "").join(" "));
}
