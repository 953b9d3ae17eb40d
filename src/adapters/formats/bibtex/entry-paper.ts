import { toAuthorFields } from "../../../domain/person/person-name.js";
import { readRetractionNote, readRetractionTypes } from "../../../domain/retraction/recognise.js";
import { expandJournal } from "./abbreviations.js";
import { ownPublished, readWorkType } from "./entry-type.js";
import { cleanField } from "./field-text.js";
import { isPart } from "./inherit-fields.js";
import { splitKeywords } from "./keywords.js";
import type { BibtexEntry } from "./parse-entry.js";
import { readEntryDate } from "./read-date.js";
import { readIds } from "./read-ids.js";
import { readNames } from "./read-names.js";

type Fields = ReadonlyMap<string, string>;

/** Converts one entry to a paper. */
export function toPaper({ type, fields }: BibtexEntry): Record<string, unknown> {
  const workType = readWorkType(type, fields);
  const venue = findVenue(type, fields);
  const primaryClass = find(fields, "primaryclass", "eprintclass");
  return {
    title: findTitle(type, fields),
    abstract: cleanField(find(fields, "abstract", "abstractnote", "summary") ?? ""),
    ...toAuthorFields(readNames(findAuthors(type, fields))),
    ...readEntryDate(fields),
    ...(venue !== "" && { venue }),
    ...(workType !== undefined && { type: workType }),
    categories: primaryClass === undefined ? [] : [cleanField(primaryClass)],
    keywords: splitKeywords(
      find(fields, "author_keywords", "keywords", "keyword", "mendeley-tags", "tags", "subject") ?? "",
    ),
    ...readIds(fields),
    ...readRetractionTypes([find(fields, "document_type", "type") ?? "", find(fields, "pubstate") ?? ""]),
    ...readRetractionNote(cleanField(find(fields, "note") ?? "")),
  };
}

/** The first of some fields that has a value. */
function find(fields: Fields, ...names: string[]): string | undefined {
  return names.map((name) => fields.get(name)).find((value) => value !== undefined && value.trim() !== "");
}

/** Volumes may have no other title than that of the book. */
function findTitle(type: string, fields: Fields): string {
  const title = joinTitle(fields, "", isWebPage(type, fields));
  if (title !== "" || /^(?:inproceedings|conference|incollection|article)$/.test(type)) return title;
  return (
    joinTitle(fields, "book") || joinTitle(fields, "main") || joinTitle(fields, "event") || joinTitle(fields, "issue")
  );
}

/** A title with its subtitle, as `Title: Subtitle`, and its addition. */
function joinTitle(fields: Fields, kind: string, isOfPage = false): string {
  const read = (name: string) => cleanField(fields.get(`${kind}${name}`) ?? "");
  const [title, subtitle, addition] = [read("title"), read("subtitle"), isOfPage ? "" : read("titleaddon")];
  return joinParts(joinParts(title, subtitle, ":"), addition, ".");
}

/** For a web page, the addition is the name of the site. */
function isWebPage(type: string, fields: Fields): boolean {
  if (type === "online" && !fields.has("eprint")) return true;
  return fields.has("urldate") && find(fields, "journaltitle", "journal", "booktitle", "publisher") === undefined;
}

function joinParts(one: string, other: string, sign: string): string {
  if (one === "" || other === "") return one || other;
  // Some programs write the whole title as well.
  if (one.toLowerCase().endsWith(other.toLowerCase())) return one;
  return `${one}${/[.:?!…]$/.test(one) ? "" : sign} ${other}`;
}

function findVenue(type: string, fields: Fields): string {
  const journal = find(fields, "fjournal", "journaltitle", "journal");
  if (journal !== undefined)
    return joinParts(cleanField(expandJournal(journal)), cleanField(fields.get("journalsubtitle") ?? ""), ":");
  const book = joinTitle(fields, "book");
  if (book !== "") return book;
  const main = joinTitle(fields, "main");
  if (main !== "") return main;
  const rest = find(fields, "eventtitle", "conference", "series", "school", "institution", "organization");
  const site = isWebPage(type, fields) ? find(fields, "titleaddon") : undefined;
  return cleanField(expandJournal(rest ?? site ?? "")) || findPublisher(type, fields);
}

/** Who made public what is in no journal and no book; that it is on arXiv, its id says. */
function findPublisher(type: string, fields: Fields): string {
  const publisher = ownPublished.test(type) ? cleanField(find(fields, "publisher") ?? "") : "";
  return /^arxiv\b/i.test(publisher) ? "" : publisher;
}

/** A volume without authors is known by its editors; the editors of a part are those of its book. */
function findAuthors(type: string, fields: Fields): string {
  const authors = find(fields, "author", "authors");
  if (authors !== undefined) return authors;
  const collaboration = find(fields, "collaboration");
  if (collaboration !== undefined) return `{${collaboration.replace(/[{}]/g, "")} Collaboration}`;
  return isPart(type) || type === "article" ? "" : (find(fields, "editor", "editors", "bookauthor") ?? "");
}
