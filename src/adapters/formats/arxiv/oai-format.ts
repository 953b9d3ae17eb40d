import type { SourceRecord } from "../../../domain/sources/source-record.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readElements } from "../read-elements.js";
import { toPaper } from "./oai-record.js";

/** OAI-PMH records (https://www.openarchives.org/OAI/openarchivesprotocol.html) in arXiv's formats or Dublin Core. */
export function createOaiFormat(): PaperFormat {
  return { name: "oai-pmh", open: async (chunks) => ({ records: readRecords(chunks) }) };
}

/** Skips records that are marked as deleted. */
async function* readRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  for await (const found of readElements(chunks, ["record"])) {
    const { position: line } = found;
    if ("reason" in found) yield { line, reason: found.reason };
    else {
      const value = toPaper(found.element);
      if (value) yield { line, value };
    }
  }
}
