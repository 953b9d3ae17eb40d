import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import { findYear } from "../../../domain/paper/date.js";
import { findDoi, parseArxivId, parseDoi } from "../../../domain/paper/id.js";
import { splitNames } from "../../../domain/paper/name-list.js";
import { flipName } from "../../../domain/paper/person-name.js";
import { cleanText, findAt, listAt, listChildren, readContent, readText, type XmlElement } from "../xml-element.js";

/** The paper in one record; undefined for a deleted record. */
export function toPaper(record: XmlElement): Record<string, unknown> | undefined {
  const [header] = listChildren(record, "header");
  if (header?.attributes["status"] === "deleted") return undefined;
  const metadata = findAt(record, "metadata");
  const [described] = metadata === undefined ? [] : listChildren(metadata);
  if (described?.name === "arXiv") return readArxiv(described);
  if (described?.name === "arXivRaw") return readArxivRaw(described);
  return described === undefined ? { title: "" } : readDublinCore(described, header);
}

function readArxiv(paper: XmlElement): Record<string, unknown> {
  const authors = listAt(paper, "authors/author");
  return {
    ...readShared(paper, readText(paper, "created")),
    authors: authors.map((author) =>
      cleanMarkup(["forenames", "keyname", "suffix"].map((part) => readText(author, part)).join(" ")).trim(),
    ),
    arxivId: readText(paper, "id"),
  };
}

/** This format has the version history, and all authors in one string. */
function readArxivRaw(paper: XmlElement): Record<string, unknown> {
  const versions = listChildren(paper, "version");
  const [first] = versions;
  const created = new Date(first === undefined ? "" : readText(first, "date"));
  const version = versions.at(-1)?.attributes["version"] ?? "";
  return {
    ...readShared(paper, Number.isNaN(created.getTime()) ? "" : created.toISOString().slice(0, 10)),
    authors: splitArxivAuthors(readText(paper, "authors")),
    arxivId: `${readText(paper, "id")}${version}`,
  };
}

/** Splits `A. One (Some University), B. Two and C. Three` into names, without affiliations. */
export function splitArxivAuthors(text: string): string[] {
  const names = cleanMarkup(text).replace(/\([^()]*\)/g, "");
  return names
    .split(/,\s*(?:and\s+)?|\s+and\s+/)
    .map((name) => name.replace(/\s+/g, " ").trim())
    .filter((name) => name !== "");
}

function readShared(paper: XmlElement, date: string): Record<string, unknown> {
  const id = readText(paper, "id");
  return {
    title: cleanText(paper, "title"),
    abstract: cleanText(paper, "abstract"),
    ...(date !== "" && { date }),
    venue: cleanText(paper, "journal-ref"),
    categories: readText(paper, "categories").split(" "),
    doi: findDoi(readText(paper, "doi")),
    ...(id !== "" && { url: `https://arxiv.org/abs/${id}` }),
  };
}

function readDublinCore(paper: XmlElement, header: XmlElement | undefined): Record<string, unknown> {
  const all = (name: string) => listChildren(paper, name).map(readContent);
  const identifiers = all("identifier");
  const ids = [...identifiers, header === undefined ? "" : readText(header, "identifier")];
  const arxivId = ids.find((id) => parseArxivId(id) !== undefined);
  const doi = identifiers.map(parseDoi).find((found) => found !== undefined);
  const date = all("date").toSorted()[0]?.slice(0, 10);
  const url = identifiers.find((identifier) => /^https?:/.test(identifier));
  return {
    title: cleanMarkup(all("title")[0] ?? ""),
    // arXiv adds comments as further descriptions; the abstract is the first.
    abstract: cleanMarkup(all("description")[0] ?? ""),
    authors: all("creator").flatMap((name) => (name.includes(";") ? splitNames(name) : flipName(cleanMarkup(name)))),
    date,
    year: findYear(date),
    venue: cleanMarkup(all("source")[0] ?? ""),
    categories: listChildren(header ?? paper, "setSpec").map(readContent),
    keywords: all("subject").map(cleanMarkup),
    doi,
    arxivId,
    url,
  };
}
