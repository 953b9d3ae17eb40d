import { splitParticle } from "../../../domain/person/family-first.js";
import { findDoi, parseDoi } from "../../../domain/paper/id.js";
import { type PersonName, toAuthorFields } from "../../../domain/person/person-name.js";
import { type Retraction, readRetractionTypes } from "../../../domain/retraction/recognise.js";
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
import { chooseEarliest, chooseIssueDate, readDateFields, toDateFields } from "./dates.js";
import { createXmlFormat } from "./read-papers.js";
import { dropPeriod } from "./titles.js";

/** PubMed's XML, https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/: downloads, and the yearly files of all citations. */
export function createPubmedFormat(): PaperFormat {
  return createXmlFormat({
    name: "pubmed-xml",
    elements: ["PubmedArticle", "PubmedBookArticle"],
    skipped: ["ReferenceList", "AffiliationInfo", "ChemicalList", "GrantList", "InvestigatorList", "Sections"],
    isFlat: true,
    begin: () => (element) => (element.name === "PubmedArticle" ? readArticle(element) : readBook(element)),
  });
}

function readArticle(element: XmlElement): Record<string, unknown> {
  const citation = findAt(element, "MedlineCitation") ?? element;
  const article = findAt(citation, "Article") ?? citation;
  const journal = findAt(article, "Journal");
  const ids = listAt(element, "PubmedData/ArticleIdList/ArticleId");
  const types = listAt(article, "PublicationTypeList/PublicationType").map(readContent);
  return {
    title: chooseTitle(cleanText(article, "ArticleTitle"), cleanText(article, "VernacularTitle")),
    abstract: readAbstract(article) || readAbstract(citation, "OtherAbstract"),
    ...readAuthors(listAt(article, "AuthorList")),
    ...chooseIssueDate(
      [...listAt(article, "Journal/JournalIssue/PubDate"), ...listAt(article, "ArticleDate")].map(readDate),
    ),
    venue: journal && (cleanText(journal, "Title") || cleanText(journal, "ISOAbbreviation")),
    keywords: [
      ...listAt(citation, "KeywordList/Keyword").map(cleanContent),
      ...listAt(citation, "MeshHeadingList/MeshHeading/DescriptorName").map(cleanContent),
    ],
    type: types.includes("Preprint") ? "article" : journal && "article-journal",
    ...readRetraction(citation, types),
    ...readIds(readText(citation, "PMID"), [...listChildren(article, "ELocationID"), ...ids]),
  };
}

function readRetraction(citation: XmlElement, types: readonly string[]): Retraction {
  const notice = listAt(citation, "CommentsCorrectionsList/CommentsCorrections").find(
    ({ attributes }) => attributes["RefType"] === "RetractionIn",
  );
  if (notice === undefined) return readRetractionTypes(types);
  const source = cleanText(notice, "RefSource");
  return { retracted: true, ...(source !== "" && { retractionNote: source }) };
}

/** A book on NCBI's shelf, or a chapter of one. */
function readBook(element: XmlElement): Record<string, unknown> {
  const document = findAt(element, "BookDocument") ?? element;
  const book = findAt(document, "Book") ?? document;
  const chapter = cleanText(document, "ArticleTitle");
  const bookTitle = cleanText(book, "BookTitle");
  const lists = [...listChildren(document, "AuthorList"), ...listChildren(book, "AuthorList")];
  const ids = [
    ...listAt(document, "ArticleIdList/ArticleId"),
    ...listAt(element, "PubmedBookData/ArticleIdList/ArticleId"),
  ];
  return {
    title: chooseTitle(chapter, "") || bookTitle,
    abstract: readAbstract(document),
    ...readAuthors(lists),
    ...chooseEarliest([...listAt(document, "ContributionDate"), ...listAt(book, "PubDate")].map(readDate)),
    venue: chapter === "" ? cleanText(book, "CollectionTitle") : bookTitle,
    keywords: listAt(document, "KeywordList/Keyword").map(cleanContent),
    type: chapter === "" ? "book" : "chapter",
    ...readIds(readText(document, "PMID"), [...listChildren(book, "ELocationID"), ...ids]),
  };
}

/** A title in brackets is translated; `[Not Available].` stands for none. */
function chooseTitle(title: string, vernacular: string): string {
  const inner = isBracketed(title.replace(/\.$/, "")) ? title.replace(/^\[|\]\.?$/g, "") : title;
  const isMissing = inner === "" || /^(?:not available|in process citation)\.?$/i.test(inner);
  return dropPeriod(isMissing && vernacular !== "" ? vernacular : inner);
}

/** Whether the first bracket is closed by the last character, and not before: `[Sand] and [wind]` is not. */
function isBracketed(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "[") depth += 1;
    else if (text[at] === "]") depth -= 1;
    if (depth === 0) return at > 0 && at === text.length - 1;
  }
  return false;
}

/** Sections in the form of PubMed's own text files: `METHODS: We …`. */
function readAbstract(parent: XmlElement, name = "Abstract"): string {
  const found = listChildren(parent, name);
  const chosen = found.find(({ attributes }) => attributes["Language"] === "eng") ?? found[0];
  const sections = chosen === undefined ? [] : listChildren(chosen, "AbstractText");
  return sections
    .map(writeSection)
    .filter((text) => text !== "")
    .join(" ");
}

function writeSection(section: XmlElement): string {
  const text = cleanContent(section);
  const label = section.attributes["Label"]?.trim() ?? "";
  if (text === "" || label === "" || /^unlabell?ed$/i.test(label)) return text;
  return text.toLowerCase().startsWith(label.toLowerCase()) ? text : `${label.replace(/:$/, "")}: ${text}`;
}

/** Authors, or the editors of a book without authors. */
function readAuthors(lists: readonly XmlElement[]): ReturnType<typeof toAuthorFields> {
  const list = lists.find(({ attributes }) => attributes["Type"] !== "editors") ?? lists[0];
  return toAuthorFields(list === undefined ? [] : listChildren(list, "Author").flatMap(readName));
}

/** A spelling that was corrected stays in the list, as invalid. */
function readName(author: XmlElement): PersonName[] {
  if (author.attributes["ValidYN"] === "N") return [];
  const read = (part: string) => cleanText(author, part);
  const collective = read("CollectiveName");
  const family = read("LastName");
  const given = read("ForeName") || read("FirstName") || read("Initials");
  const suffix = read("Suffix");
  if (family === "") return collective === "" ? [] : [{ literal: collective }];
  return [{ ...splitParticle(family), ...(given !== "" && { given }), ...(suffix !== "" && { suffix }) }];
}

function readDate(date: XmlElement): ReturnType<typeof toDateFields> {
  const inWords = readText(date, "MedlineDate");
  if (inWords !== "") return readDateFields(inWords);
  return toDateFields({ year: readText(date, "Year"), month: readText(date, "Month"), day: readText(date, "Day") });
}

/** Without a DOI, the number in PubMed identifies the work. */
function readIds(pmid: string, elements: readonly XmlElement[]): Record<string, unknown> {
  const ids = elements
    .filter(({ attributes }) => attributes["ValidYN"] !== "N")
    .map((element) => ({
      type: element.attributes["EIdType"] ?? element.attributes["IdType"],
      text: readContent(element),
    }));
  const dois = ids.filter(({ type }) => type === "doi");
  const doi = dois.map(({ text }) => parseDoi(text) ?? findDoi(text)).find((found) => found !== undefined);
  const arxivId = ids.find(({ text }) => /^arxiv:/i.test(text))?.text;
  return {
    doi,
    arxivId,
    ...(pmid !== "" && { url: `https://pubmed.ncbi.nlm.nih.gov/${pmid}/` }),
    ...(pmid !== "" && doi === undefined && arxivId === undefined && { id: `pmid:${pmid}` }),
  };
}
