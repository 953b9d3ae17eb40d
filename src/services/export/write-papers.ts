import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { formatExportLine } from "../../domain/export/exported-paper.js";
import { createReferenceWriter, type ExportFormat, type ReferenceWriter } from "../../domain/export/format.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { PaperVersions } from "../../ports/paper/paper-versions.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";

export interface WritePapersDeps {
  readonly papers: Pick<PaperStore, "readPapers">;
  readonly versions: Pick<PaperVersions, "listVersions">;
  readonly vectors: Pick<VectorStore, "readVectors">;
  /** Fingerprint of the model of the stored vectors. */
  readonly fingerprint: string;
}

export interface WrittenForm {
  readonly format: ExportFormat;
  readonly vectors: boolean;
}

/** Papers read at a time: a few milliseconds of work, so that other requests are not delayed. */
const pageSize = 64;

/** Writes papers in this order; omits those removed in the meantime. */
export async function* writePapers(
  deps: WritePapersDeps,
  ordinals: Iterable<Ordinal>,
  { format, vectors }: WrittenForm,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const writer = format === "jsonl" ? undefined : createReferenceWriter(format);
  if (writer && writer.head !== "") yield encoder.encode(writer.head);
  for (const page of cutPages(ordinals)) {
    const text = writer ? await writeReferences(deps, page, writer) : await readLines(deps, page, vectors);
    if (text !== "") yield encoder.encode(text);
    // A consumer that never waits, such as a file, would block the event loop.
    await yieldToEventLoop();
  }
  if (writer && writer.tail !== "") yield encoder.encode(writer.tail);
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
  { papers }: WritePapersDeps,
  page: readonly Ordinal[],
  writer: ReferenceWriter,
): Promise<string> {
  const found = await papers.readPapers(page);
  return page
    .map((ordinal) => found.get(ordinal))
    .map((paper) => (paper ? writer.write(paper) : ""))
    .join("");
}

async function readLines(deps: WritePapersDeps, page: readonly Ordinal[], withVectors: boolean): Promise<string> {
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
