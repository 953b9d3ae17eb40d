import { chooseWorkType, type WorkType } from "../paper/work-type.js";
import { findAddress, resolveDoi } from "./address.js";
import { type CitedPaper, listNames, writeLastFirst, writePlain } from "./cited-paper.js";

interface Addresses {
  /** Of the document that shows the paper. */
  readonly page: string;
  readonly pdf: string | undefined;
}

/**
 * Metadata for the head of a document with one paper, as names and values: as Google Scholar defines them, which reference
 * managers read as well. A list of papers has COinS instead.
 */
export function listPageFields(paper: CitedPaper, { page, pdf }: Addresses): readonly (readonly [string, string])[] {
  const { title, date, year, venue, abstract, doi, arxivId, keywords } = paper;
  const type = chooseWorkType(paper);
  const fields: readonly (readonly [string, string | undefined])[] = [
    ["citation_title", writePlain(title)],
    ...listNames(paper).map((name) => ["citation_author", writeLastFirst(name)] as const),
    ["citation_publication_date", date?.replaceAll("-", "/") ?? year?.toString()],
    [venueFields[type] ?? "citation_publisher", venue && writePlain(venue)],
    ["citation_abstract", abstract && writePlain(abstract)],
    ["citation_doi", doi],
    ["citation_arxiv_id", arxivId],
    ["citation_keywords", keywords.join("; ")],
    ["citation_pdf_url", pdf],
    ["citation_public_url", doi ? resolveDoi(doi) : (findAddress(paper) ?? page)],
    ["z:itemType", zoteroTypes[type]],
  ];
  return fields.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

const venueFields: Readonly<Partial<Record<WorkType, string>>> = {
  "article-journal": "citation_journal_title",
  "paper-conference": "citation_conference_title",
  chapter: "citation_inbook_title",
  thesis: "citation_dissertation_institution",
  report: "citation_technical_report_institution",
};

/** Types that Zotero cannot tell from the other fields: it would take these for articles of journals. */
const zoteroTypes: Readonly<Partial<Record<WorkType, string>>> = {
  article: "preprint",
  book: "book",
  dataset: "dataset",
  software: "computerProgram",
  patent: "patent",
  webpage: "webpage",
};
