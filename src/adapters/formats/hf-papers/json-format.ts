import { z } from "zod";
import { cleanOptional } from "../../../domain/text/clean-markup.js";
import { parseArxivId } from "../../../domain/paper/id.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readJsonSource } from "../json/source.js";
import { mapRecords } from "../map-records.js";

/** The answer of Hugging Face to `/api/daily_papers`: arXiv papers with their ids. */
export function createHfPapersFormat(): PaperFormat {
  return {
    name: "hf-papers",
    open: async (chunks) => ({ records: mapRecords(readJsonSource(chunks), dailyPaperSchema, { toPaper }) }),
  };
}

const paperSchema = z.object({
  id: z.string().nullish(),
  title: z.string().nullish(),
  summary: z.string().nullish(),
  publishedAt: z.string().nullish(),
  authors: z.array(z.object({ name: z.string().nullish() })).nullish(),
  ai_keywords: z.array(z.string()).nullish(),
});
const dailyPaperSchema = paperSchema.extend({ paper: paperSchema.nullish() });

function toPaper(entry: z.output<typeof dailyPaperSchema>): Record<string, unknown> {
  const paper = entry.paper ?? entry;
  const id = paper.id ?? "";
  return {
    title: cleanOptional(paper.title ?? entry.title),
    abstract: cleanOptional(paper.summary ?? entry.summary),
    authors: (paper.authors ?? []).flatMap(({ name }) => name ?? []),
    date: (paper.publishedAt ?? entry.publishedAt)?.slice(0, 10),
    keywords: paper.ai_keywords ?? [],
    ...(parseArxivId(id) && { arxivId: id, url: `https://huggingface.co/papers/${id}` }),
  };
}
