import { z } from "zod";
import { cleanMarkup, cleanOptional } from "../../../domain/text/clean-markup.js";
import { findYear } from "../../../domain/paper/date.js";
import { findDoi, parseArxivId } from "../../../domain/paper/id.js";
import { readRetractionTypes } from "../../../domain/retraction/recognise.js";
import type { WorkType } from "../../../domain/paper/work-type.js";

const named = z.object({ display_name: z.string().nullish() });
const venue = named.extend({ type: z.string().nullish() });
const location = z.object({ landing_page_url: z.string().nullish(), source: venue.nullish() });

/** The fields that we use of an OpenAlex work, https://docs.openalex.org/api-entities/works/work-object. */
export const openAlexWorkSchema = z.object({
  id: z.string().nullish(),
  doi: z.string().nullish(),
  title: z.string().nullish(),
  display_name: z.string().nullish(),
  type: z.string().nullish(),
  is_retracted: z.boolean().nullish(),
  publication_year: z.number().nullish(),
  publication_date: z.string().nullish(),
  authorships: z.array(z.object({ author: named.nullish(), raw_author_name: z.string().nullish() })).nullish(),
  primary_location: location.nullish(),
  locations: z.array(location).nullish(),
  primary_topic: named.extend({ field: named.nullish(), subfield: named.nullish() }).nullish(),
  // Older answers have them as `keyword`.
  keywords: z.array(named.extend({ keyword: z.string().nullish() })).nullish(),
  abstract_inverted_index: z.record(z.string(), z.array(z.number())).nullish(),
});
export type OpenAlexWork = z.output<typeof openAlexWorkSchema>;

export function toPaper(work: OpenAlexWork): Record<string, unknown> {
  const { primary_topic: topic, primary_location: home } = work;
  const doi = findDoi(work.doi);
  const arxivId = chooseArxivId(work);
  const key = work.id?.replace(/^https:\/\/openalex\.org\//, "");
  return {
    // OpenAlex's own id is used only if there is no DOI and no arXiv id.
    ...(doi === undefined && arxivId === undefined && key !== undefined && { id: `openalex:${key}` }),
    title: cleanOptional(work.title ?? work.display_name),
    abstract: joinInvertedAbstract(work.abstract_inverted_index ?? {}),
    authors: (work.authorships ?? []).flatMap(({ author, raw_author_name: raw }) => author?.display_name ?? raw ?? []),
    year: findYear(work.publication_year),
    date: work.publication_date,
    venue: home?.source?.display_name,
    type: readType(work),
    categories: [topic?.field, topic?.subfield, topic].flatMap((area) => area?.display_name ?? []),
    keywords: (work.keywords ?? []).flatMap(({ display_name: name, keyword }) => name ?? keyword ?? []),
    doi,
    arxivId,
    url: home?.landing_page_url ?? work.id,
    ...(work.is_retracted ? { retracted: true } : readRetractionTypes([work.type ?? ""])),
  };
}

/**
 * Rebuilds an abstract from the positions of its words. Positions beyond the length of any abstract are ignored, so
 * that one large number cannot exhaust memory.
 */
export function joinInvertedAbstract(index: Readonly<Record<string, readonly number[]>>): string {
  const words: string[] = [];
  for (const [word, places] of Object.entries(index)) {
    for (const place of places) if (Number.isInteger(place) && place >= 0 && place < maxWords) words[place] = word;
  }
  const text = words.filter((word) => word !== undefined).join(" ");
  return cleanMarkup(text.replace(/^abstract:?\s+(?=\p{Lu})/iu, ""));
}

const maxWords = 20_000;

/** Its type `article` does not say where a work appeared. */
function readType({ type, primary_location: home }: OpenAlexWork): WorkType | undefined {
  if (type === "article" || type === "review") return venueTypes[home?.source?.type ?? ""];
  return types[type ?? ""];
}

const venueTypes: Readonly<Record<string, WorkType>> = {
  journal: "article-journal",
  conference: "paper-conference",
  repository: "article",
};

const types: Readonly<Record<string, WorkType>> = {
  preprint: "article",
  "book-chapter": "chapter",
  "reference-entry": "chapter",
  book: "book",
  dissertation: "thesis",
  report: "report",
  standard: "report",
  dataset: "dataset",
  software: "software",
};

function chooseArxivId({ primary_location: home, locations = [] }: OpenAlexWork): string | undefined {
  for (const place of [home, ...(locations ?? [])]) {
    const id = parseArxivId(place?.landing_page_url ?? "");
    if (id) return id.id;
  }
  return undefined;
}
