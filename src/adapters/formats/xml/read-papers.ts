import type { FormatName } from "../../../domain/sources/paper-format.js";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readElements, type ReadElementsOptions } from "../read-elements.js";
import type { XmlElement } from "../xml-element.js";

/** Undefined for an element that is no paper. */
export type ToPaper = (element: XmlElement) => Record<string, unknown> | undefined;

export interface XmlFormatOptions extends ReadElementsOptions {
  readonly name: FormatName;
  /** Names of the elements that are passed to `toPaper`. */
  readonly elements: readonly string[];
  /** Begins a document. */
  readonly begin: () => ToPaper;
}

/** A format of XML in which each paper is an element. */
export function createXmlFormat({ name, elements, begin, ...options }: XmlFormatOptions): PaperFormat {
  async function* readPapers(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
    const toPaper = begin();
    let line = 1;
    for await (const found of readElements(chunks, elements, options)) {
      const record = "reason" in found ? { reason: found.reason } : { value: toPaper(found.element) };
      if ("value" in record && record.value === undefined) continue;
      yield { line, ...record };
      line += 1;
    }
  }
  return { name, open: async (chunks) => ({ records: readPapers(chunks) }) };
}
