import type { FileKind } from "./recognize/file-kind.js";
import { type Fields, hasAny, isFields } from "./json-shapes.js";

/** JSON of another program or service by the whole document and its first records; undefined for any other. */
export function recogniseForeign(document: unknown, records: readonly unknown[]): FileKind | undefined {
  // A record with a title is a paper of our own, with fields that we do not know.
  const objects = [document, ...records]
    .filter(isFields)
    .filter((one) => typeof one["title"] !== "string" || isMendeley(one));
  const found = foreign.find(({ matches }) => objects.some(matches));
  return found && { what: found.what, ...(found.advice !== undefined && { advice: found.advice }) };
}

const foreign: readonly (FileKind & { readonly matches: (fields: Fields) => boolean })[] = [
  {
    matches: ({ group_by: groups }) => Array.isArray(groups) && groups.length > 0,
    what: "OpenAlex's counts by group",
    advice: "ask for the works, without group_by",
  },
  {
    matches: ({ id }) => /^https:\/\/openalex\.org\/[ACFIPST]\d/.test(String(id)),
    what: "OpenAlex's authors, sources or the like",
    advice: "ask for works",
  },
  {
    matches: (fields) => "message-type" in fields && !/^work(?:-list)?$/.test(String(fields["message-type"])),
    what: "an answer of Crossref without works",
    advice: "ask for works",
  },
  {
    matches: (fields) => "authorId" in fields && !hasAny("paperId", "papers")(fields),
    what: "Semantic Scholar's authors",
    advice: "ask for their papers",
  },
  {
    matches: ({ header }) => isFields(header) && header["type"] === "esummary",
    what: "PubMed's summaries, which have no abstracts",
    advice: "save the PubMed format (.nbib), or ask efetch for XML",
  },
  {
    matches: hasAny("resultList"),
    what: "an answer of Europe PMC",
    advice: "export RIS or XML",
  },
  {
    matches: hasAny("orcid-identifier", "orcid-record-summary"),
    what: "an ORCID record",
    advice: "export its works as BibTeX",
  },
  { matches: hasAny("search-results"), what: "an answer of Scopus", advice: "export RIS, BibTeX or CSV" },
  {
    matches: ({ result }) => isFields(result) && "hits" in result,
    what: "an answer of DBLP",
    advice: "ask for BibTeX or XML",
  },
  {
    matches: ({ export: text }) => typeof text === "string" && text.includes("@"),
    what: "an export of NASA ADS within JSON",
    advice: "save the text of its field export",
  },
  {
    matches: isMendeley,
    what: "documents of Mendeley's API",
    advice: "export RIS or BibTeX",
  },
  {
    matches: hasAny("@context", "@graph"),
    what: "JSON-LD, such as that of schema.org",
    advice: "export BibTeX, RIS or CSL-JSON",
  },
  {
    matches: hasAny("nbformat"),
    what: "a Jupyter notebook",
    advice: "in the notebook write the table as CSV or JSON Lines",
  },
  {
    matches: ({ type }) => /^(?:FeatureCollection|Feature|Topology)$/.test(String(type)),
    what: "a map in GeoJSON",
  },
  { matches: hasAny("devDependencies", "dependencies", "lockfileVersion"), what: "a package description" },
  { matches: hasAny("compilerOptions", "openapi", "swagger"), what: "settings of a program" },
  { matches: ({ $schema: schema }) => /^https?:\/\/json-schema\.org/.test(String(schema)), what: "a JSON schema" },
];

function isMendeley({ authors }: Fields): boolean {
  return Array.isArray(authors) && authors.some((one) => isFields(one) && "last_name" in one);
}
