import type { Request } from "express";
import { type ColumnMapping, parseColumnChoice } from "../domain/sources/column-mapping.js";
import type { SourceRecord } from "../domain/sources/json-lines.js";
import type { FormatName, FoundSource } from "../domain/sources/paper-format.js";
import { AppError } from "../errors.js";
import { type PaperBodyQuery, paperBodyTypes } from "../operations/paper-body.js";
import type { ReadPapers, ReadPapersOptions } from "../services/sources/read-papers.js";

const jsonLines = "application/x-ndjson";

/** Types that say more than that there is text. */
const typeHints: Readonly<Record<string, FormatName>> = {
  "text/csv": "csv",
  "text/tab-separated-values": "tsv",
  "text/x-bibtex": "bibtex",
  "application/x-bibtex": "bibtex",
  "application/x-research-info-systems": "ris",
  "application/jsonl": "jsonl",
};

export interface PapersBody {
  readonly records: AsyncIterable<SourceRecord>;
  /** Of a body whose content told the format. */
  readonly source?: FoundSource;
}

export interface PapersRequest {
  readonly request: Request;
  /** Of `application/json`, checked and parsed. */
  readonly body: { readonly papers: readonly unknown[] } | undefined;
  readonly query: PaperBodyQuery;
}

/** Papers of a request's body, whatever it is. Throws `bad_input` for a format that nobody knows. */
export async function readPapersBody(
  readPapers: ReadPapers,
  { request, body, query }: PapersRequest,
): Promise<PapersBody> {
  if (body) return { records: numberRecords(body.papers) };
  checkEncoding(request);
  const isLines = request.is(jsonLines) === jsonLines;
  const options = isLines ? ({ format: "jsonl" } as const) : readOptions(request, query);
  // A reader that leaves early must not take the connection down with it: there is still an answer to give.
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  try {
    const { records, ...source } = await readPapers(chunks, options);
    return { records: drainAfter(records, request), ...(!isLines && { source }) };
  } catch (error) {
    request.resume();
    throw error;
  }
}

async function* numberRecords(values: readonly unknown[]): AsyncGenerator<SourceRecord> {
  for (const [index, value] of values.entries()) yield { line: index + 1, value };
}

/** Packed bodies are known by their first bytes, so these two need no word; others cannot be read. */
function checkEncoding(request: Request): void {
  const encoding = request.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (["identity", "gzip", "x-gzip", "zstd"].includes(encoding)) return;
  throw new AppError("bad_input", `Content-Encoding ${encoding} cannot be read here: send gzip, zstd or none.`);
}

function readOptions(
  request: Request,
  { format, map, category, yearFrom, yearTo }: PapersRequest["query"],
): ReadPapersOptions {
  const choices = map.flatMap((text) => text.split(/,(?=\s*\w+\s*[:=])/)).map(parseColumnChoice);
  return {
    name: readFileName(request),
    format,
    hint: typeHints[request.is([...paperBodyTypes]) || ""],
    columns: Object.assign({}, ...choices) as ColumnMapping,
    filter: { categories: category, yearFrom, yearTo },
  };
}

/** Percent-encoded, as a header holds no letters beyond ASCII. */
function readFileName(request: Request): string | undefined {
  const name = request.get("x-file-name");
  if (name === undefined) return undefined;
  try {
    return decodeURIComponent(name).slice(0, 200);
  } catch {
    throw new AppError("bad_input", "X-File-Name: expected a name that is percent-encoded UTF-8.");
  }
}

/** What a reader left unread is let through, so that the sender comes to an end and reads the answer. */
async function* drainAfter(records: AsyncIterable<SourceRecord>, request: Request): AsyncGenerator<SourceRecord> {
  try {
    yield* records;
  } finally {
    request.resume();
  }
}
