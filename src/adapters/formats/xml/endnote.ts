import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import { writeMarkup } from "../../../domain/text/markup/write-markup.js";
import { readFamilyFirst } from "../../../domain/person/family-first.js";
import { findArxivId, findDoi, parseArxivId, parseDoi } from "../../../domain/paper/id.js";
import { readRetractionTypes } from "../../../domain/retraction/recognise.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { findAt, listAt, listChildren, readContent, readRaw, readText, type XmlElement } from "../xml-element.js";
import { readDateFields } from "./dates.js";
import { createXmlFormat } from "./read-papers.js";

/** EndNote's XML, as EndNote, Mendeley, Zotero and Bookends write it. */
export function createEndnoteFormat(): PaperFormat {
  return createXmlFormat({ name: "endnote-xml", elements: ["record"], isFlat: true, begin: () => toPaper });
}

function toPaper(record: XmlElement): Record<string, unknown> {
  const read = (...paths: string[]) =>
    paths.map((path) => cleanStyled(findAt(record, path))).find((text) => text !== "") ?? "";
  const addresses = listAddresses(record);
  const resource = readText(record, "electronic-resource-num");
  const ids = [resource, readText(record, "accession-num"), ...addresses];
  const url = addresses.find((address) => /^https?:/.test(address));
  return {
    title: read("titles/title"),
    abstract: read("abstract"),
    ...readFamilyFirst(listNames(record)),
    ...readDateFields(read("dates/pub-dates/date"), read("dates/year")),
    venue: read(
      "periodical/full-title",
      "titles/secondary-title",
      "alt-periodical/full-title",
      "titles/alt-title",
      "periodical/abbr-1",
      "titles/tertiary-title",
    ),
    keywords: listKeywords(record),
    type: readType(findAt(record, "ref-type")),
    ...readRetractionTypes([read("work-type")]),
    doi: findDoi(resource) ?? addresses.map(parseDoi).find((doi) => doi !== undefined),
    arxivId: ids.find((id) => parseArxivId(id) !== undefined) ?? findArxivId(resource),
    url,
  };
}

/** Runs of styled text: a superscript may be an exponent. */
function cleanStyled(element: XmlElement | undefined): string {
  if (!element) return "";
  const nameRuns = (node: XmlElement): XmlElement => {
    const { face = "" } = node.attributes;
    const name = face.includes("superscript") ? "sup" : face.includes("subscript") ? "sub" : node.name;
    return {
      ...node,
      name,
      content: node.content.map((inner) => (typeof inner === "string" ? inner : nameRuns(inner))),
    };
  };
  return cleanMarkup(writeMarkup(nameRuns(element).content))
    .replace(/\s+/g, " ")
    .trim();
}

function collapse(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Authors, or the editors of a work without authors. */
function listNames(record: XmlElement): string[] {
  const lists = ["authors", "secondary-authors", "tertiary-authors"].map((list) =>
    listAt(record, `contributors/${list}/author`).map(cleanStyled),
  );
  return lists.find((names) => names.some((name) => name !== "")) ?? [];
}

/** Some programs write all keywords into one element, each in a line of its own. */
function listKeywords(record: XmlElement): string[] {
  return listAt(record, "keywords/keyword").flatMap((keyword) => {
    const lines = readRaw(keyword).split(/\r(?!\n)|;/);
    // PubMed marks its main headings with an asterisk.
    return lines.map((line) => collapse(cleanMarkup(line)).replace(/(^|\/)\s?\*/g, "$1")).filter((line) => line !== "");
  });
}

function listAddresses(record: XmlElement): string[] {
  const urls = findAt(record, "urls");
  const lists = urls === undefined ? [] : listChildren(urls, "web-urls", "related-urls");
  const addresses = lists.flatMap((list) => listChildren(list, "url")).map(readRaw);
  return addresses.flatMap((text) =>
    text.split(/\r(?!\n)|(?<!\s)\s+(?=https?:)/).map((line) => line.replace(/\s+/g, "")),
  );
}

/** The number is used if the name is missing or translated. */
function readType(type: XmlElement | undefined): WorkType | undefined {
  if (!type) return undefined;
  return types[type.attributes["name"]?.toLowerCase() ?? ""] ?? typeNumbers[readContent(type)];
}

const types: Readonly<Record<string, WorkType>> = {
  "journal article": "article-journal",
  "electronic article": "article-journal",
  "magazine article": "article",
  "newspaper article": "article",
  "unpublished work": "article",
  manuscript: "article",
  "conference paper": "paper-conference",
  "conference proceedings": "paper-conference",
  "book section": "chapter",
  "electronic book section": "chapter",
  book: "book",
  "edited book": "book",
  "electronic book": "book",
  thesis: "thesis",
  report: "report",
  dataset: "dataset",
  "computer program": "software",
  patent: "patent",
  "web page": "webpage",
};

const typeNumbers: Readonly<Record<string, WorkType>> = {
  "5": "chapter",
  "6": "book",
  "9": "software",
  "10": "paper-conference",
  "12": "webpage",
  "17": "article-journal",
  "25": "patent",
  "27": "report",
  "28": "book",
  "32": "thesis",
  "43": "article-journal",
  "47": "paper-conference",
  "59": "dataset",
};
