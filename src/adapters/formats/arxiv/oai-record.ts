import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import { findYear } from "../../../domain/paper/date.js";
import { findDoi, parseArxivId, parseDoi } from "../../../domain/paper/id.js";
import { readFamilyFirst, splitParticle } from "../../../domain/person/family-first.js";
import { type PersonName, toAuthorFields } from "../../../domain/person/person-name.js";
import { cleanText, findAt, listAt, listChildren, readContent, readText, type XmlElement } from "../xml-element.js";
import { readArticle } from "../xml/jats.js";
import { readMods } from "../xml/mods.js";

/** The paper in one record, or the reason why it is not read; undefined for a deleted record. */
export function readRecord(record: XmlElement): { value: unknown } | { reason: string } | undefined {
  const [header] = listChildren(record, "header");
  if (header?.attributes["status"] === "deleted") return undefined;
  const metadata = findAt(record, "metadata");
  const [described] = metadata === undefined ? [] : listChildren(metadata);
  if (described === undefined) return { reason: "the record has no metadata" };
  const read = readers[described.name];
  if (read) return { value: read(described) };
  if (findAt(described, "title")) return { value: readDublinCore(described, header) };
  return { reason: `the record is in an unknown format, <${described.name}>: harvest it as oai_dc` };
}

function readArxiv(paper: XmlElement): Record<string, unknown> {
  return {
    ...readShared(paper, readText(paper, "created")),
    ...toAuthorFields(listAt(paper, "authors/author").flatMap(readName)),
    arxivId: readText(paper, "id"),
  };
}

/** arXiv also cuts the names of collaborations in two, and the colon after them. */
function readName(author: XmlElement): PersonName[] {
  const [family = "", given, suffix] = ["keyname", "forenames", "suffix"].map((part) => cleanText(author, part));
  const whole = [given, family].filter((part) => part).join(" ");
  if (!/\p{L}/u.test(whole)) return [];
  if (family === "" || /\b(?:collaborations?|consortium)\b/i.test(whole)) return [{ literal: whole }];
  return [{ ...splitParticle(family), ...(given && { given }), ...(suffix && { suffix }) }];
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
    .split(/,\s*(?:and\s+)?|(?<!\s)\s+and\s+/)
    .map((name) => name.replace(/\s+/g, " ").trim())
    .filter((name) => name !== "");
}

const readers: Readonly<Record<string, (element: XmlElement) => unknown>> = {
  arXiv: readArxiv,
  arXivRaw: readArxivRaw,
  article: readArticle,
  mods: readMods,
};

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
    ...readFamilyFirst(
      all("creator")
        .flatMap((names) => names.split(";"))
        .map(cleanMarkup),
    ),
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
