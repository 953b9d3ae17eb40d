import { splitParticle } from "../../../domain/person/family-first.js";
import { parseDoi } from "../../../domain/paper/id.js";
import { type PersonName, toAuthorFields } from "../../../domain/person/person-name.js";
import type { Retraction } from "../../../domain/retraction/recognise.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { cleanText, findAt, listChildren, readText, type XmlElement } from "../xml-element.js";
import { type DateFields, toDateFields } from "./dates.js";
import { createXmlFormat, type ToPaper } from "./read-papers.js";

/** The collections of the ACL Anthology, https://github.com/acl-org/acl-anthology: volumes, and their papers. */
export function createAclAnthologyFormat(): PaperFormat {
  return createXmlFormat({
    name: "acl-anthology",
    elements: ["meta", "paper"],
    skipped: ["variant", "affiliation"],
    isFlat: true,
    begin: beginCollection,
  });
}

/** What a volume says of its papers comes before them. */
function beginCollection(): ToPaper {
  let volume: XmlElement | undefined;
  return (element) => {
    if (element.name === "paper") return toPaper(element, volume);
    volume = element;
    return undefined;
  };
}

function toPaper(paper: XmlElement, volume: XmlElement | undefined): Record<string, unknown> {
  const address = readText(paper, "url");
  const anthologyId =
    /^(?:https?:\/\/(?:www\.)?acl(?:web|anthology)\.org\/(?:anthology\/)?)?([\w.-]+?)(?:\.pdf)?\/?$/.exec(address)?.[1];
  const doi = parseDoi(readText(paper, "doi"));
  const isJournal = volume !== undefined && findAt(volume, "journal-volume") !== undefined;
  return {
    title: cleanText(paper, "title"),
    abstract: cleanText(paper, "abstract"),
    ...toAuthorFields([...listNames(paper, "author"), ...(findAt(paper, "author") ? [] : listNames(paper, "editor"))]),
    ...readDates(paper, volume),
    venue: readVenue(paper, volume),
    type: isJournal ? "article-journal" : "paper-conference",
    doi,
    ...readRetraction(paper),
    ...(anthologyId !== undefined && { url: `https://aclanthology.org/${anthologyId}/` }),
    ...(anthologyId === undefined && /^https?:/.test(address) && { url: address }),
    ...(anthologyId !== undefined && doi === undefined && { id: `acl:${anthologyId}` }),
  };
}

/** `<retracted date="2021-03-04">why</retracted>` */
function readRetraction(paper: XmlElement): Retraction {
  const mark = findAt(paper, "retracted");
  if (mark === undefined) return {};
  const note = [mark.attributes["date"] ?? "", cleanText(paper, "retracted")].filter((part) => part !== "").join(", ");
  return { retracted: true, ...(note !== "" && { retractionNote: note }) };
}

function listNames(paper: XmlElement, role: string): PersonName[] {
  return listChildren(paper, role).flatMap((person): PersonName[] => {
    const [given, family] = [cleanText(person, "first"), cleanText(person, "last")];
    if (family === "") return given === "" ? [] : [{ literal: given }];
    return [{ ...splitParticle(family), ...(given !== "" && { given }) }];
  });
}

/** The days of a meeting are left out: papers are dated by the month of their volume. */
function readDates(paper: XmlElement, volume: XmlElement | undefined): DateFields {
  const read = (name: string) => readText(paper, name) || (volume === undefined ? "" : readText(volume, name));
  const month = /\p{L}{3,}/u.exec(read("month"))?.[0];
  return toDateFields({ year: read("year"), month });
}

/** The title of a journal's volume goes on with `, Volume 15, Number 1`. */
function readVenue(paper: XmlElement, volume: XmlElement | undefined): string {
  const own = cleanText(paper, "booktitle");
  if (own !== "" || volume === undefined) return own;
  const journal = cleanText(volume, "journal-title");
  return journal || cleanText(volume, "booktitle").replace(/, Volume \d.*$/, "");
}
