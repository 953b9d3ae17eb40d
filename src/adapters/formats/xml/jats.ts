import { parseArxivId, parseDoi } from "../../../domain/paper/id.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import {
  cleanContent,
  cleanText,
  findAt,
  listAt,
  listChildren,
  readContent,
  readText,
  type XmlElement,
} from "../xml-element.js";
import { chooseEarliest, type DateFields, readDateFields, toDateFields } from "./dates.js";
import { readContributors } from "./jats-names.js";
import { createXmlFormat } from "./read-papers.js";
import { joinTitle } from "./titles.js";

/** Articles in JATS or the NLM's earlier formats, https://jats.nlm.nih.gov/: one a file, or a collection. */
export function createJatsFormat(): PaperFormat {
  return createXmlFormat({
    name: "jats",
    elements: ["article"],
    skipped: jatsBody,
    isFlat: true,
    begin: () => readArticle,
  });
}

/** Parts of an article that can be long, and are not needed. */
export const jatsBody = [
  ..."body back sub-article response floats-group floats-wrap".split(" "),
  ..."trans-abstract aff author-notes author-comment bio fig object-id related-article".split(" "),
];

export function readArticle(article: XmlElement): Record<string, unknown> {
  const front = findAt(article, "front") ?? article;
  const meta = findAt(front, "article-meta") ?? front;
  const journal = findAt(front, "journal-meta");
  const language = article.attributes["xml:lang"];
  return {
    title: joinTitles(findAt(meta, "title-group") ?? meta),
    abstract: readAbstract(meta, language),
    ...readContributors(meta),
    ...readDates(meta),
    venue: readVenue(journal, meta),
    keywords: readKeywords(meta, language),
    categories: listAt(meta, "article-categories/subj-group").flatMap(readCategory),
    type: readType(article, meta),
    ...readIds(meta),
  };
}

/** Titles for the head of a page are no subtitles. */
function joinTitles(group: XmlElement): string {
  const subtitles = listChildren(group, "subtitle").filter(
    ({ attributes }) => !/running/i.test(attributes["content-type"] ?? ""),
  );
  return joinTitle(cleanText(group, "article-title"), ...subtitles.map(cleanContent));
}

/** The abstract in the article's language, without those for other purposes. */
function readAbstract(meta: XmlElement, language: string | undefined): string {
  const abstracts = listChildren(meta, "abstract").filter(
    ({ attributes }) => !otherPurpose.test(attributes["abstract-type"] ?? ""),
  );
  const isPlain = ({ attributes }: XmlElement) => attributes["abstract-type"] === undefined;
  const chosen = chooseLanguage(abstracts.filter(isPlain), language) ?? chooseLanguage(abstracts, language);
  return chosen === undefined ? "" : cleanContent(chosen);
}

const otherPurpose =
  /graphical|teaser|toc|highlight|key-?(?:points|messages|words)|precis|digest|video|editor|plain|lay|web/i;

function chooseLanguage(elements: readonly XmlElement[], language: string | undefined): XmlElement | undefined {
  return elements.find(({ attributes }) => attributes["xml:lang"] === language) ?? elements[0];
}

function readDates(meta: XmlElement): DateFields {
  const dates = listChildren(meta, "pub-date").filter(({ attributes }) => {
    const kind = `${attributes["pub-type"] ?? ""} ${attributes["date-type"] ?? ""}`;
    return !/preprint|nihms|pmc|retract|correct|update|hub/i.test(kind);
  });
  const published = chooseEarliest(dates.map(readDate));
  return published.year === undefined
    ? toDateFields({ year: readText(meta, "permissions/copyright-year") })
    : published;
}

function readDate(date: XmlElement): DateFields {
  const year = readText(date, "year");
  if (year === "") return readDateFields(readText(date, "string-date") || (date.attributes["iso-8601-date"] ?? ""));
  return toDateFields({ year, month: readText(date, "month"), day: readText(date, "day") });
}

function readVenue(journal: XmlElement | undefined, meta: XmlElement): string {
  const titles = ["journal-title-group/journal-title", "journal-title", "journal-title-group/abbrev-journal-title"];
  const found = journal && titles.map((path) => cleanText(journal, path)).find((text) => text !== "");
  return found ?? cleanText(meta, "conference/conf-name");
}

/** Keywords in the article's language; parts of a compound one are joined. */
function readKeywords(meta: XmlElement, language: string | undefined): string[] {
  const groups = listChildren(meta, "kwd-group").filter(
    ({ attributes }) => !/abbrev|jel|pacs|msc/i.test(attributes["kwd-group-type"] ?? ""),
  );
  const main = groups.filter(({ attributes }) => (attributes["xml:lang"] ?? language) === language);
  return (main.length > 0 ? main : groups.slice(0, 1)).flatMap((group) => [
    ...listAt(group, "kwd").map(cleanContent),
    ...listAt(group, "compound-kwd").map(joinParts),
  ]);
}

/** Without the numbers and addresses that a thesaurus has for its terms. */
function joinParts(compound: XmlElement): string {
  const parts = listChildren(compound).map(cleanContent);
  return parts.filter((part) => /\p{L}/u.test(part) && !/^https?:/.test(part)).join(": ");
}

/** Only groups of a classification: others hold headings such as `Research Article`. */
function readCategory(group: XmlElement): string[] {
  const kind = group.attributes["subj-group-type"] ?? "";
  return /discipline|journal-coll|subject-area/i.test(kind) ? listAt(group, "subject").map(cleanContent) : [];
}

function readType(article: XmlElement, meta: XmlElement): WorkType | undefined {
  if (/preprint/i.test(article.attributes["article-type"] ?? "")) return "article";
  if (findAt(meta, "conference") && !findAt(article, "front/journal-meta")) return "paper-conference";
  return findAt(article, "front/journal-meta") && "article-journal";
}

/** Without a DOI, the number in PubMed identifies the article. */
function readIds(meta: XmlElement): Record<string, unknown> {
  const ids = listChildren(meta, "article-id");
  const read = (type: string) => {
    const found = ids.find(({ attributes }) => attributes["pub-id-type"]?.toLowerCase() === type);
    return found && readContent(found);
  };
  const doi = parseDoi(read("doi") ?? "");
  const arxivId = read("arxiv");
  const pmid = /^\d+$/.exec(read("pmid") ?? "")?.[0];
  const isOther = doi === undefined && arxivId === undefined && pmid !== undefined;
  return {
    doi,
    ...(arxivId !== undefined && parseArxivId(arxivId) && { arxivId }),
    url: readAddress(meta),
    ...(isOther && { id: `pmid:${pmid}` }),
  };
}

function readAddress(meta: XmlElement): string | undefined {
  const addresses = listChildren(meta, "self-uri").map(({ attributes }) => attributes["xlink:href"] ?? "");
  return addresses.find((address) => /^https?:/.test(address) && !/\.(?:pdf|xml)$/i.test(address));
}
