import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import { findArxivId, findDoi, parseArxivId } from "../../../domain/paper/id.js";
import { toAuthorFields } from "../../../domain/person/person-name.js";
import { readRetractionNote, readRetractionTypes } from "../../../domain/retraction/recognise.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import { type JsonFields, readClean, readText, readTexts } from "../json/fields.js";
import { readDate } from "./date.js";
import { readNames } from "./names.js";
import { readNoteLines } from "./note-lines.js";

/** Converts an item of CSL-JSON to a paper. */
export function toPaper(item: JsonFields): Record<string, unknown> {
  const authors = readNames(item["author"]);
  // A volume is known by its editors.
  const names = authors.length > 0 ? authors : readNames(item["editor"]);
  const lines = readNoteLines(readText(item["note"]));
  const url = readText(item["URL"]);
  const arxivId = chooseArxivId(item, lines);
  return {
    title: readClean(item["title"]),
    abstract: readClean(item["abstract"]),
    ...toAuthorFields(names),
    ...readDate(item["issued"] ?? item["published-print"] ?? item["published-online"]),
    venue: readVenue(item, arxivId),
    type: readType(item),
    keywords: readTexts(item["keyword"]).flatMap((text) => splitKeywords(cleanMarkup(text))),
    categories: [],
    doi: findDoi(readText(item["DOI"], lines.get("doi"))),
    arxivId,
    ...(url !== undefined && /^https?:/i.test(url) && { url }),
    ...readRetractionTypes([readText(item["status"]) ?? ""]),
    ...readRetractionNote(readText(item["note"]) ?? ""),
  };
}

/** Beside semicolons, a comma is part of a keyword. */
export function splitKeywords(text: string): string[] {
  return text.split(text.includes(";") ? ";" : ",").map((keyword) => keyword.trim());
}

/** Types of CSL that have another name here; https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types. */
const types: Readonly<Record<string, WorkType>> = {
  "article-journal": "article-journal",
  "article-magazine": "article-journal",
  "article-newspaper": "article-journal",
  review: "article-journal",
  "review-book": "article-journal",
  article: "article",
  manuscript: "article",
  "paper-conference": "paper-conference",
  speech: "paper-conference",
  chapter: "chapter",
  entry: "chapter",
  "entry-dictionary": "chapter",
  "entry-encyclopedia": "chapter",
  book: "book",
  thesis: "thesis",
  report: "report",
  standard: "report",
  dataset: "dataset",
  software: "software",
  patent: "patent",
  webpage: "webpage",
  post: "webpage",
  "post-weblog": "webpage",
};

function readType({ type, genre }: JsonFields): WorkType | undefined {
  const isProgram = type === "dataset" && /^(?:computer )?(?:software|program)\b/i.test(readText(genre) ?? "");
  return isProgram ? "software" : types[String(type)];
}

/** What is in no journal and no book has a publisher: a university, an institution, or a repository. */
function readVenue(item: JsonFields, arxivId: string | undefined): string | undefined {
  const venue = readClean(item["container-title"], item["event-title"], item["event"]);
  if (venue !== undefined) return venue;
  const type = readType(item);
  if (type === "book") return readClean(item["collection-title"]);
  const publisher = ownPublished.has(type) ? readClean(item["publisher"]) : undefined;
  // The id says it.
  return publisher !== undefined && /^arxiv\b/i.test(publisher) && arxivId !== undefined ? undefined : publisher;
}

const ownPublished: ReadonlySet<WorkType | undefined> = new Set(["article", "thesis", "report", "dataset", "software"]);

function chooseArxivId(item: JsonFields, lines: ReadonlyMap<string, string>): string | undefined {
  const archive = [item["archive"], item["publisher"], item["container-title"]].some((place) =>
    /^arxiv\b/i.test(readText(place) ?? ""),
  );
  const numbers = [item["number"], item["archive_location"], item["archive-location"]].flatMap(readTexts);
  const candidates = [
    ...numbers.filter((number) => archive || /^arxiv:/i.test(number)),
    readText(item["URL"]),
    lines.get("arxiv"),
    readText(item["container-title"]),
  ];
  return candidates.map((candidate) => findArxivId(candidate ?? "")).find((id) => parseArxivId(id ?? "") !== undefined);
}
