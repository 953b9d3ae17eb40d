import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { findDoi } from "../../../domain/paper/id.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { listChildren, readElements, readText, type XmlElement } from "../read-elements.js";

/** The Atom feed of arXiv's API, https://info.arxiv.org/help/api/user-manual.html. */
export function createAtomFormat(): PaperFormat {
  return { name: "arxiv-atom", open: async (chunks) => ({ records: readEntries(chunks) }) };
}

async function* readEntries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  for await (const found of readElements(chunks, ["entry"])) {
    const { position: line } = found;
    yield "reason" in found ? { line, reason: found.reason } : { line, value: toPaper(found.element) };
  }
}

export function toPaper(entry: XmlElement): Record<string, unknown> {
  const id = readText(entry, "id");
  const published = readText(entry, "published").slice(0, 10);
  return {
    title: cleanMarkup(readText(entry, "title")),
    abstract: cleanMarkup(readText(entry, "summary")),
    authors: listChildren(entry, "author").map((author) => cleanMarkup(readText(author, "name"))),
    ...(published !== "" && { date: published }),
    venue: cleanMarkup(readText(entry, "journal_ref")),
    categories: listChildren(entry, "category").flatMap(({ attributes }) => attributes["term"] ?? []),
    doi: findDoi(readText(entry, "doi")),
    ...(/arxiv\.org\/abs\//.test(id) && { arxivId: id }),
    ...(/^https?:/.test(id) && { url: id.replace(/^http:\/\/arxiv/, "https://arxiv") }),
  };
}
