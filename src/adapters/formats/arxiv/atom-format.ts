import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { findDoi } from "../../../domain/paper/id.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readElements } from "../read-elements.js";
import { cleanText, listChildren, readText, type XmlElement } from "../xml-element.js";

/** The Atom feed of arXiv's API, https://info.arxiv.org/help/api/user-manual.html. */
export function createAtomFormat(): PaperFormat {
  return { name: "arxiv-atom", open: async (chunks) => ({ records: readEntries(chunks) }) };
}

async function* readEntries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  for await (const found of readElements(chunks, ["entry"])) {
    const { position: line } = found;
    const reason = "reason" in found ? found.reason : findError(found.element);
    if (reason !== undefined) yield { line, reason };
    else if ("element" in found) yield { line, value: toPaper(found.element) };
  }
}

/** arXiv answers a query that it rejects with an entry called "Error". */
export function findError(entry: XmlElement): string | undefined {
  if (!/arxiv\.org\/api\/errors/.test(readText(entry, "id"))) return undefined;
  return `arXiv rejected the query: ${readText(entry, "summary")}`;
}

export function toPaper(entry: XmlElement): Record<string, unknown> {
  const id = readText(entry, "id");
  const published = readText(entry, "published").slice(0, 10);
  return {
    title: cleanText(entry, "title"),
    abstract: cleanText(entry, "summary"),
    authors: listChildren(entry, "author").map((author) => cleanText(author, "name")),
    ...(published !== "" && { date: published }),
    venue: cleanText(entry, "journal_ref"),
    categories: listChildren(entry, "category").flatMap(({ attributes }) => attributes["term"] ?? []),
    doi: findDoi(readText(entry, "doi")),
    ...(/arxiv\.org\/abs\//.test(id) && { arxivId: id }),
    ...(/^https?:/.test(id) && { url: id.replace(/^http:\/\/arxiv/, "https://arxiv") }),
  };
}
