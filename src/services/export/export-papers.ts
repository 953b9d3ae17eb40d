import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { formatExportLine } from "../../domain/export/exported-paper.js";
import { createReferenceWriter, type ReferenceWriter } from "../../domain/export/format.js";
import type { ExportRequest } from "../../domain/export/request.js";
import { noNameWords } from "../../domain/search/filter.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { PaperVersions } from "../../ports/paper/paper-versions.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";

export interface ExportPapersDeps {
  readonly papers: Pick<PaperStore, "readPapers">;
  readonly versions: Pick<PaperVersions, "listVersions">;
  readonly vectors: Pick<VectorStore, "readVectors">;
  readonly scan: Pick<CorpusScan, "matchFilter">;
  /** Fingerprint of the model of the stored vectors. */
  readonly fingerprint: string;
}

/**
 * Writes each paper that matches the filter, in import order: as a line of JSON, which an import reads back to the same
 * paper and, with `vectors`, the same vector; or as a reference for other programs. Omits papers that are added or removed
 * during the export. Memory use does not grow with the number of papers, except for the keys of BibTeX.
 */
export type ExportPapers = (request: ExportRequest) => AsyncIterable<Uint8Array>;

/** Papers read at a time: a few milliseconds of work, so that other requests are not delayed. */
const pageSize = 64;

export function createExportPapers(deps: ExportPapersDeps): ExportPapers {
  return async function* exportPapers({ filter, vectors, format }) {
    const encoder = new TextEncoder();
    const wanted = await deps.scan.matchFilter(filter, noNameWords);
    const writer = format === "jsonl" ? undefined : createReferenceWriter(format);
    if (writer && writer.head !== "") yield encoder.encode(writer.head);
    for (const page of cutPages(wanted.values())) {
      const text = writer ? await writeReferences(deps, page, writer) : await readLines(deps, page, vectors);
      if (text !== "") yield encoder.encode(text);
      // A consumer that never waits, such as a file, would block the event loop.
      await yieldToEventLoop();
    }
    if (writer && writer.tail !== "") yield encoder.encode(writer.tail);
  };
}

function* cutPages(ordinals: Iterable<Ordinal>): Generator<readonly Ordinal[]> {
  let page: Ordinal[] = [];
  for (const ordinal of ordinals) {
    page.push(ordinal);
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function writeReferences(
  { papers }: ExportPapersDeps,
  page: readonly Ordinal[],
  writer: ReferenceWriter,
): Promise<string> {
  const found = await papers.readPapers(page);
  return page
    .map((ordinal) => found.get(ordinal))
    .map((paper) => (paper ? writer.write(paper) : ""))
    .join("");
}

async function readLines(deps: ExportPapersDeps, page: readonly Ordinal[], withVectors: boolean): Promise<string> {
  // Both reads run in one tick of the event loop; otherwise a paper replaced in between would get the vector of its old
  // text.
  const [papers, versions, vectors] = await Promise.all([
    deps.papers.readPapers(page),
    deps.versions.listVersions(page),
    withVectors ? deps.vectors.readVectors(page) : undefined,
  ]);
  const lines = page.map((ordinal) => {
    const paper = papers.get(ordinal);
    const vector = vectors?.get(ordinal);
    const facts = { versions: versions.get(ordinal) ?? [], ...(vector && { vector }) };
    return paper ? formatExportLine({ paper, ...facts }, deps.fingerprint) : "";
  });
  return lines.join("");
}
