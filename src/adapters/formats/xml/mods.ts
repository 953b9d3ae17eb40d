import { findDoi, parseArxivId } from "../../../domain/paper/id.js";
import { toAuthorFields } from "../../../domain/person/person-name.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { cleanContent, cleanText, listAt, listChildren, readContent, type XmlElement } from "../xml-element.js";
import { chooseEarliest, type DateFields, readDateFields } from "./dates.js";
import { readModsNames } from "./mods-names.js";
import { createXmlFormat } from "./read-papers.js";
import { dropPeriod, joinTitle } from "./titles.js";

/** MODS, https://www.loc.gov/standards/mods/, of libraries and repositories: one record, or a collection. */
export function createModsFormat(): PaperFormat {
  return createXmlFormat({ name: "mods", elements: ["mods"], isFlat: true, begin: () => readMods });
}

export function readMods(mods: XmlElement): Record<string, unknown> {
  const hosts = listRelated(mods, "host");
  const host = hosts.find((one) => readMainTitle(one) !== "");
  const [series] = listRelated(mods, "series");
  const names = readModsNames(mods);
  const read = (type: string) =>
    listChildren(mods, "identifier")
      .filter((id) => id.attributes["type"]?.toLowerCase() === type)
      .map(readContent);
  const addresses = [...listAt(mods, "location/url").map(readContent), ...read("uri")];
  return {
    title: dropPeriod(readMainTitle(mods)),
    abstract: cleanText(mods, "abstract"),
    ...toAuthorFields(names.people),
    ...readDates(mods, hosts),
    venue: (host && readMainTitle(host)) || names.meeting || (series ? readMainTitle(series) : ""),
    keywords: listAt(mods, "subject/topic").map(cleanContent),
    type: readType(mods, host),
    doi: [...read("doi"), ...addresses].map(findDoi).find((doi) => doi !== undefined),
    arxivId: [...read("arxiv"), ...addresses].find((id) => parseArxivId(id) !== undefined),
    url: addresses.find((address) => /^https?:/.test(address)),
  };
}

/** What a record is part of; parts of the record itself are others. */
function listRelated(mods: XmlElement, type: string): XmlElement[] {
  return listChildren(mods, "relatedItem").filter(({ attributes }) => attributes["type"] === type);
}

/** The title that has no type: others are translated, shortened or for lists. */
function readMainTitle(element: XmlElement): string {
  const infos = listChildren(element, "titleInfo");
  const info = infos.find(({ attributes }) => attributes["type"] === undefined) ?? infos[0];
  if (!info) return "";
  const read = (name: string) => cleanText(info, name);
  // The article comes apart from the title, which lists are sorted by: `L'` and `été`.
  const article = read("nonSort");
  const title = `${article}${/['’-]$/.test(article) || article === "" ? "" : " "}${read("title")}`;
  const part = [read("partNumber"), read("partName")].filter((text) => text !== "").join(", ");
  return [joinTitle(title, read("subTitle")), part].filter((text) => text !== "").join(". ");
}

function readDates(mods: XmlElement, hosts: readonly XmlElement[]): DateFields {
  const read = (elements: readonly XmlElement[]) =>
    chooseEarliest(
      elements
        .filter(({ attributes }) => attributes["point"] !== "end")
        .map((element) => readDateFields(readContent(element))),
    );
  const places = [
    [...listAt(mods, "originInfo/dateIssued"), ...hosts.flatMap((host) => listAt(host, "part/date"))],
    [...listAt(mods, "part/date"), ...hosts.flatMap((host) => listAt(host, "originInfo/dateIssued"))],
    [...listAt(mods, "originInfo/copyrightDate"), ...listAt(mods, "originInfo/dateOther")],
    listAt(mods, "originInfo/dateCreated"),
  ];
  return places.map(read).find(({ year }) => year !== undefined) ?? {};
}

function readType(mods: XmlElement, host: XmlElement | undefined): WorkType | undefined {
  const own = readGenre(mods, types);
  return own ?? (host && readGenre(host, hostTypes));
}

function readGenre(element: XmlElement, known: readonly (readonly [RegExp, WorkType])[]): WorkType | undefined {
  const genres = listChildren(element, "genre").map(readContent);
  return known.find(([pattern]) => genres.some((genre) => pattern.test(genre)))?.[1];
}

const types: readonly (readonly [RegExp, WorkType])[] = [
  [/thesis|dissertation/i, "thesis"],
  [/conference paper|inproceedings/i, "paper-conference"],
  [/chapter|book ?section|incollection/i, "chapter"],
  [/preprint|working paper/i, "article"],
  [/article/i, "article-journal"],
  [/report/i, "report"],
  [/data ?set/i, "dataset"],
  [/patent/i, "patent"],
  [/web ?(?:site|page)/i, "webpage"],
  [/^(?:e?book|monograph|proceedings|conference publication)$/i, "book"],
];

const hostTypes: readonly (readonly [RegExp, WorkType])[] = [
  [/conference|proceedings/i, "paper-conference"],
  [/journal|periodical|newspaper|magazine/i, "article-journal"],
  [/book/i, "chapter"],
];
