import { findDoi, parseArxivId, parseDoi } from "../../../domain/paper/id.js";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readElements } from "../read-elements.js";
import {
  cleanContent,
  cleanText,
  findAt,
  listAt,
  listChildren,
  readContent,
  readRaw,
  readText,
  type XmlElement,
} from "../xml-element.js";
import { readDateFields } from "./dates.js";
import { readCreators, readItemType } from "./zotero-items.js";

/** Zotero's RDF, which keeps more than its other exports: items, and the journals and books that they are part of. */
export function createZoteroRdfFormat(): PaperFormat {
  return { name: "zotero-rdf", open: async (chunks) => ({ records: readItems(chunks) }) };
}

const items =
  `Article Book BookSection ConferenceProceedings Data Description Document Interview Letter Manuscript Patent
  Recording Report Thesis`.split(/\s+/);
const containers = ["Journal", "Periodical", "Newspaper"];

/** An item may name a journal that follows as an element of its own, soon after. */
const maxWaiting = 100;

async function* readItems(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  const places = new Map<string, XmlElement>();
  const waiting: { readonly line: number; readonly item: XmlElement }[] = [];
  let line = 0;
  const write = function* (isDue: (item: XmlElement) => boolean): Generator<SourceRecord> {
    while (waiting[0] && (waiting.length > maxWaiting || isDue(waiting[0].item))) {
      const [next] = waiting.splice(0, 1);
      yield { line: next!.line, value: toPaper(next!.item, places) };
    }
  };
  for await (const found of readElements(chunks, [...items, ...containers])) {
    if ("reason" in found) {
      yield* write(() => true);
      yield { line: line + 1, reason: found.reason };
      continue;
    }
    const { element } = found;
    const about = element.attributes["rdf:about"];
    if (isItem(element)) waiting.push({ line: (line += 1), item: element });
    else if (about !== undefined) keepPlace(places, about, element);
    yield* write((item) => listMissing(item, places).length === 0);
  }
  yield* write(() => true);
}

/** Attachments and notes have other names, or say what they are. */
function isItem(element: XmlElement): boolean {
  const type = readText(element, "itemType");
  if (type === "") return !containers.includes(element.name) && !["Book", "Description"].includes(element.name);
  return !["attachment", "note", "annotation"].includes(type);
}

/** Only the most recent ones, so that memory does not grow with the file. */
function keepPlace(places: Map<string, XmlElement>, about: string, element: XmlElement): void {
  places.set(about, element);
  const [oldest] = places.keys();
  if (places.size > maxWaiting && oldest !== undefined) places.delete(oldest);
}

function listMissing(item: XmlElement, places: ReadonlyMap<string, XmlElement>): string[] {
  const named = listChildren(item, "isPartOf").flatMap(({ attributes }) => attributes["rdf:resource"] ?? []);
  return named.filter((name) => !places.has(name));
}

function toPaper(item: XmlElement, places: ReadonlyMap<string, XmlElement>): Record<string, unknown> {
  const wholes = listWholes(item, places);
  const conference = cleanText(item, "presentedAt/Conference/title");
  const identifiers = [item, ...wholes].flatMap((one) => listChildren(one, "identifier"));
  const addresses = listAt(item, "identifier/URI/value").map(readContent);
  const extra = listChildren(item, "description").flatMap((text) => readRaw(text).split(/[\r\n]+/));
  const titles = wholes.map((whole) => cleanText(whole, "title")).filter((title) => title !== "");
  const arxivIds = [readText(item, "archiveID"), ...addresses, ...titles, ...extra].flatMap(listArxivIds);
  const url = addresses.find((address) => /^https?:/.test(address));
  return {
    title: cleanText(item, "title"),
    abstract: cleanText(item, "abstract"),
    ...readCreators(item),
    ...readDateFields(readText(item, "date")),
    venue: titles[0] ?? conference,
    keywords: listChildren(item, "subject").flatMap(readKeyword),
    type: readItemType(readText(item, "itemType")),
    doi: [...identifiers.map(readContent).map(readDoi), ...addresses.map(parseDoi), ...extra.map(readDoi)].find(
      (doi) => doi !== undefined,
    ),
    arxivId: arxivIds[0],
    url,
  };
}

/** What the item is part of, from the nearest: a section, a journal or book, a series. */
function listWholes(item: XmlElement, places: ReadonlyMap<string, XmlElement>): XmlElement[] {
  return listChildren(item, "isPartOf").flatMap((link) => {
    const named = places.get(link.attributes["rdf:resource"] ?? "");
    const direct = [...listChildren(link), ...(named ? [named] : [])];
    const parts = direct.flatMap((whole) => [...(whole.name === "Part" ? [] : [whole]), ...listWholes(whole, places)]);
    return parts.toSorted((one, other) => Number(one.name === "Series") - Number(other.name === "Series"));
  });
}

/** Subjects are tags, also automatic ones; those with another element are call numbers. */
function readKeyword(subject: XmlElement): string[] {
  const automatic = findAt(subject, "AutomaticTag/value");
  if (automatic) return [cleanContent(automatic)];
  return listChildren(subject).length > 0 ? [] : [cleanContent(subject)];
}

/** `DOI 10.1234/x`, or the same with a colon. */
function readDoi(text: string): string | undefined {
  const [, rest] = /^\s*doi[:\s]\s*(\S+)/i.exec(text) ?? [];
  return rest === undefined ? undefined : findDoi(rest);
}

/** An id at the start, as in `arXiv:2101.00001 [cs]`: one in a sentence may be that of another paper. */
function listArxivIds(text: string): string[] {
  const [first = ""] = text
    .trim()
    .replace(/^arxiv:\s+/i, "arXiv:")
    .split(/[\s,;]+/);
  return /arxiv/i.test(first) && parseArxivId(first) ? [first] : [];
}
