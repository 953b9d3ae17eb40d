import { type Fields, hasAny, isFields } from "./json-shapes.js";

/** Content that is known but not read. */
export interface ForeignFormat {
  /** Such as `an ORCID record`. */
  readonly what: string;
  /** What to do in its place, as an order. */
  readonly instead: string;
}

/** JSON of another program or service by the whole document and its first records; undefined for any other. */
export function recogniseForeign(document: unknown, records: readonly unknown[]): ForeignFormat | undefined {
  // A record with a title is a paper of our own, with fields that we do not know.
  const objects = [document, ...records]
    .filter(isFields)
    .filter((one) => typeof one["title"] !== "string" || isMendeley(one));
  const found = foreign.find(({ matches }) => objects.some(matches));
  return found && { what: found.what, instead: found.instead };
}

const foreign: readonly (ForeignFormat & { readonly matches: (fields: Fields) => boolean })[] = [
  {
    matches: ({ group_by: groups }) => Array.isArray(groups) && groups.length > 0,
    what: "OpenAlex's counts by group",
    instead: "ask for the works, without group_by",
  },
  {
    matches: ({ id }) => /^https:\/\/openalex\.org\/[ACFIPST]\d/.test(String(id)),
    what: "OpenAlex's authors, sources or the like",
    instead: "ask for works",
  },
  {
    matches: (fields) => "message-type" in fields && !/^work(?:-list)?$/.test(String(fields["message-type"])),
    what: "an answer of Crossref without works",
    instead: "ask for works",
  },
  {
    matches: (fields) => "authorId" in fields && !hasAny("paperId", "papers")(fields),
    what: "Semantic Scholar's authors",
    instead: "ask for their papers",
  },
  {
    matches: ({ header }) => isFields(header) && header["type"] === "esummary",
    what: "PubMed's summaries, which have no abstracts",
    instead: "save the PubMed format (.nbib), or ask efetch for XML",
  },
  {
    matches: hasAny("resultList"),
    what: "an answer of Europe PMC",
    instead: "export RIS or XML",
  },
  {
    matches: hasAny("orcid-identifier", "orcid-record-summary"),
    what: "an ORCID record",
    instead: "export its works as BibTeX",
  },
  { matches: hasAny("bibjson"), what: "records of DOAJ", instead: "export RIS or CSV" },
  { matches: hasAny("search-results"), what: "an answer of Scopus", instead: "export RIS, BibTeX or CSV" },
  {
    matches: ({ result }) => isFields(result) && "hits" in result,
    what: "an answer of DBLP",
    instead: "ask for BibTeX or XML",
  },
  {
    matches: ({ export: text }) => typeof text === "string" && text.includes("@"),
    what: "an export of NASA ADS within JSON",
    instead: "save the text of its field export",
  },
  {
    matches: isMendeley,
    what: "documents of Mendeley's API",
    instead: "export RIS or BibTeX",
  },
  {
    matches: hasAny("@context", "@graph"),
    what: "JSON-LD, such as that of schema.org",
    instead: "export BibTeX, RIS or CSL-JSON",
  },
  { matches: hasAny("nbformat"), what: "a notebook", instead: "name files of papers" },
];

function isMendeley({ authors }: Fields): boolean {
  return Array.isArray(authors) && authors.some((one) => isFields(one) && "last_name" in one);
}
