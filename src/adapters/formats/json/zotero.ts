import { joinNotes, readNoteText } from "../../../domain/collections/note-text.js";
import type { RecordEntry } from "../../../domain/collections/record-entry.js";
import { findArxivId, findDoi } from "../../../domain/paper/id.js";
import { toAuthorFields } from "../../../domain/person/person-name.js";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readTextDate } from "../csl/date.js";
import { readNames } from "../csl/names.js";
import { readExtra, readNoteLines } from "../csl/note-lines.js";
import { isFields, type JsonFields, readClean, readFields, readList, readText, readTexts } from "./fields.js";
import { createJsonRecordFormat } from "./record-format.js";

/** Items of Zotero: answers of its API, and the JSON of its plug-in Better BibTeX. */
export function createZoteroJsonFormat(): PaperFormat {
  const format = createJsonRecordFormat("zotero-json", toPaper, toEntry);
  return {
    ...format,
    async open(chunks, options) {
      const { records } = await format.open(chunks, options);
      return { records: dropAttachments(records) };
    },
  };
}

/** Attachments, notes and annotations are items as well, and belong to others. */
async function* dropAttachments(records: AsyncIterable<SourceRecord>): AsyncGenerator<SourceRecord> {
  for await (const record of records) if ("reason" in record || record.value !== undefined) yield record;
}

/** https://www.zotero.org/support/dev/web_api/v3/types_and_fields */
function toPaper(record: JsonFields): Record<string, unknown> | undefined {
  const item = isFields(record["data"]) ? record["data"] : record;
  if (["attachment", "note", "annotation"].includes(String(item["itemType"]))) return undefined;
  const lines = readNoteLines(readText(item["extra"]));
  const url = readText(item["url"]);
  return {
    title: readClean(item["title"], item["caseName"], item["nameOfAct"], item["subject"]),
    abstract: readClean(item["abstractNote"]),
    ...toAuthorFields(chooseNames(item)),
    ...readTextDate(readText(item["date"], item["issueDate"], item["filingDate"])),
    venue: readClean(...venueFields.map((field) => item[field])),
    type: types[String(item["itemType"])],
    categories: [],
    keywords: readTags(item),
    doi: findDoi(readText(item["DOI"], lines.get("doi"))),
    arxivId: chooseArxivId(item, lines.get("arxiv")),
    ...(url !== undefined && /^https?:/i.test(url) && { url }),
  };
}

/** Better BibTeX writes the notes of an item into it; the API has them as items of their own, which are not read. */
function toEntry(record: JsonFields): RecordEntry {
  const item = isFields(record["data"]) ? record["data"] : record;
  const extra = readExtra(readText(item["extra"]));
  const notes = readList(item["notes"]).flatMap((note) => readText(readFields(note)["note"], note) ?? []);
  return {
    key: readText(item["citationKey"], item["citekey"]) ?? extra.key,
    note: joinNotes(notes.map(readNoteText)),
    tags: readTags(item),
  };
}

function readTags(item: JsonFields): string[] {
  return readList(item["tags"]).flatMap((tag) => readClean(readFields(tag)["tag"], tag) ?? []);
}

const venueFields = [
  "publicationTitle",
  "proceedingsTitle",
  "bookTitle",
  "encyclopediaTitle",
  "dictionaryTitle",
  "conferenceName",
  "meetingName",
  "blogTitle",
  "websiteTitle",
] as const;

/** The authors, else the editors, else the first people named; translators and the like are not authors. */
function chooseNames(item: JsonFields) {
  const creators = readList(item["creators"]).map(readFields);
  const kinds = [leadingKinds, new Set(["editor"]), new Set(["seriesEditor", "contributor"])];
  const chosen = kinds.map((kind) => creators.filter(({ creatorType }) => kind.has(String(creatorType))));
  return (chosen.find((group) => group.length > 0) ?? []).flatMap(({ firstName, lastName, name }) =>
    readNames({ family: lastName, given: firstName, literal: name }),
  );
}

const leadingKinds = new Set(
  "author inventor programmer presenter director podcaster artist composer cartographer interviewee performer sponsor".split(
    " ",
  ),
);

function chooseArxivId(item: JsonFields, noted = ""): string | undefined {
  const numbers = [item["archiveID"], item["reportNumber"], item["number"], item["publicationTitle"]];
  const named = numbers.flatMap(readTexts).filter((number) => /^arxiv:/i.test(number));
  return [...named, readText(item["url"]) ?? "", noted].map(findArxivId).find((id) => id !== undefined);
}

const types: Readonly<Record<string, WorkType>> = {
  journalArticle: "article-journal",
  magazineArticle: "article-journal",
  newspaperArticle: "article-journal",
  preprint: "article",
  manuscript: "article",
  conferencePaper: "paper-conference",
  presentation: "paper-conference",
  bookSection: "chapter",
  encyclopediaArticle: "chapter",
  dictionaryEntry: "chapter",
  book: "book",
  thesis: "thesis",
  report: "report",
  standard: "report",
  dataset: "dataset",
  computerProgram: "software",
  patent: "patent",
  webpage: "webpage",
  blogPost: "webpage",
  forumPost: "webpage",
};
