import type { SourceRecord } from "../../../domain/sources/source-record.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { jatsBody } from "../xml/jats.js";
import { readElements } from "../read-elements.js";
import { readRecord } from "./oai-record.js";

/** OAI-PMH records (https://www.openarchives.org/OAI/openarchivesprotocol.html) in arXiv's formats, Dublin Core, JATS or MODS. */
export function createOaiFormat(): PaperFormat {
  return { name: "oai-pmh", open: async (chunks) => ({ records: readRecords(chunks) }) };
}

/** Skips records that are marked as deleted. */
async function* readRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  for await (const found of readElements(chunks, ["record"], { skipped: jatsBody })) {
    const { position: line } = found;
    if ("reason" in found) yield { line, reason: found.reason };
    else {
      const read = readRecord(found.element);
      if (read) yield { line, ...read };
    }
  }
}
