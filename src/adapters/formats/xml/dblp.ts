import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import { parseArxivId, parseDoi } from "../../../domain/paper/id.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { cleanText, listChildren, readContent, readText, type XmlElement } from "../xml-element.js";
import { toDateFields } from "./dates.js";
import { createXmlFormat } from "./read-papers.js";
import { dropPeriod } from "./titles.js";

/** DBLP's dump, https://dblp.org/xml/: home pages of people and records of data are not read. */
export function createDblpFormat(): PaperFormat {
  return createXmlFormat({ name: "dblp", elements: Object.keys(types), isFlat: true, begin: () => toPaper });
}

const types: Readonly<Record<string, WorkType>> = {
  article: "article-journal",
  inproceedings: "paper-conference",
  incollection: "chapter",
  book: "book",
  proceedings: "book",
  phdthesis: "thesis",
  mastersthesis: "thesis",
};

function toPaper(record: XmlElement): Record<string, unknown> {
  const key = record.attributes["key"] ?? "";
  const addresses = listChildren(record, "ee").map(readContent);
  const doi = addresses.map(readDoi).find((found) => found !== undefined && !parseArxivId(found));
  const arxivId = findArxivId(record, addresses);
  const url =
    addresses.find((address) => /^https?:/.test(address)) ?? (key === "" ? undefined : `https://dblp.org/rec/${key}`);
  return {
    title: dropPeriod(cleanText(record, "title")),
    authors: listNames(record),
    ...toDateFields({ year: readText(record, "year"), month: readText(record, "month") }),
    venue: cleanText(record, "journal") || cleanText(record, "booktitle") || cleanText(record, "school"),
    type: isPreprint(record) ? "article" : types[record.name],
    doi,
    arxivId,
    url,
    ...(record.attributes["publtype"] === "withdrawn" && { retracted: true }),
    ...(key !== "" && doi === undefined && arxivId === undefined && { id: `dblp:${key}` }),
  };
}

/** Publishers have resolvers of their own, such as doi.acm.org. */
function readDoi(address: string): string | undefined {
  return parseDoi(address.replace(/^https?:\/\/[\w.-]*doi[\w.-]*\//, ""));
}

/** Authors, or editors; a number tells people of the same name apart, as in `Ada Vance 0001`. */
function listNames(record: XmlElement): string[] {
  const names = ["author", "editor"].map((role) => listChildren(record, role).map(readContent));
  const found = names.find((list) => list.length > 0) ?? [];
  return found.map((name) => cleanMarkup(name).replace(/ \d{4}$/, ""));
}

/** CoRR is arXiv, and numbers its volumes by paper: `abs/2101.00001`. */
function findArxivId(record: XmlElement, addresses: readonly string[]): string | undefined {
  const volume = isPreprint(record) ? readText(record, "volume").replace(/^abs\//, "") : "";
  return [volume, ...addresses].find((text) => parseArxivId(text) !== undefined);
}

function isPreprint(record: XmlElement): boolean {
  return record.name === "article" && readText(record, "journal") === "CoRR";
}
