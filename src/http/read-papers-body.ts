import type { Request } from "express";
import { type ColumnMapping, parseColumnChoice } from "../domain/sources/column-mapping.js";
import { nameAfterFile, nameAfterPapers } from "../domain/jobs/job-name.js";
import { noticeOtherJson } from "../domain/sources/notice-other-json.js";
import { numberRecords, type SourceRecord } from "../domain/sources/source-record.js";
import type { FormatName, FoundSource } from "../domain/sources/paper-format.js";
import { readJsonTable } from "../domain/tables/json-table.js";
import { AppError } from "../errors.js";
import { type PaperBodyQuery, paperBodyTypes } from "../operations/paper-body.js";
import { readChunks } from "./read-chunks.js";
import type { ReadPapers, ReadPapersOptions } from "../services/sources/read-papers.js";

const jsonLines = "application/x-ndjson";

/** Types that imply a format. */
const typeHints: Readonly<Record<string, FormatName>> = {
  "text/csv": "csv",
  "text/tab-separated-values": "tsv",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "text/x-bibtex": "bibtex",
  "application/x-bibtex": "bibtex",
  "application/x-research-info-systems": "ris",
  "application/nbib": "medline",
  "application/x-endnote-refer": "refer",
  "application/vnd.citationstyles.csl+json": "csl-json",
  "application/vnd.crossref-api-message+json": "crossref",
  "application/vnd.datacite.datacite+json": "datacite",
  "application/pdf": "pdf",
  "application/jsonl": "jsonl",
};

export interface PapersBody {
  readonly records: AsyncIterable<SourceRecord>;
  /** Only for a body whose format was detected, or whose keys were chosen. */
  readonly source?: FoundSource;
  readonly format: FormatName;
  /** What the papers came from. */
  readonly name?: string | undefined;
}

export interface PapersRequest {
  readonly request: Request;
  /** The body of `application/json`, parsed and checked. */
  readonly body: { readonly papers: readonly unknown[] } | undefined;
  readonly query: PaperBodyQuery & { readonly dryRun?: "true" | "false" };
  /** Whether the notes, tags and keys of the file are wanted. */
  readonly readsEntries?: boolean;
}

/** The papers of a request's body in any of its types. Throws `bad_input` for an unknown format. */
export async function readPapersBody(
  readPapers: ReadPapers,
  { request, body, query, readsEntries = false }: PapersRequest,
): Promise<PapersBody> {
  const fileName = readFileName(request);
  const given = fileName === undefined ? undefined : nameAfterFile(fileName);
  if (body) return { ...(await readList(body.papers, query)), name: given ?? nameAfterPapers(body.papers) };
  checkEncoding(request);
  const isLines = request.is(jsonLines) === jsonLines;
  const options = isLines ? readLineOptions(query) : { ...readOptions(request, query, fileName), readsEntries };
  const isOwn = isLines && query.map.length === 0;
  try {
    const { records, ...source } = await readPapers(readChunks(request), options);
    const { format } = source;
    return { records: drainAfter(records, request), name: given, format, ...(!isOwn && { source }) };
  } catch (error) {
    request.resume();
    throw error;
  }
}

/** Gzip and zstd are detected from the first bytes, so the header is optional for them; other encodings are refused. */
function checkEncoding(request: Request): void {
  const encoding = request.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (["identity", "gzip", "x-gzip", "zstd"].includes(encoding)) return;
  throw new AppError("bad_input", `Content-Encoding ${encoding} cannot be read here: send gzip, zstd or none.`);
}

/** The papers of a list, which are our own unless the caller says where their fields are. */
async function readList(papers: readonly unknown[], { map, dryRun }: PapersRequest["query"]): Promise<PapersBody> {
  const listed = numberRecords(papers);
  const format = "json";
  if (map.length === 0) return { records: noticeOtherJson(listed), format };
  const options = { columns: readChoices(map), showsTable: dryRun === "true" };
  const { records, ...found } = await readJsonTable(listed, options);
  return { records, format, source: { format, ...found } };
}

function readLineOptions({ map, dryRun }: PapersRequest["query"]): ReadPapersOptions {
  const columns = readChoices(map);
  return { format: "jsonl", columns, hasOwnKeys: map.length === 0, showsTable: map.length > 0 && dryRun === "true" };
}

function readOptions(
  request: Request,
  { format, map, sheet, category, yearFrom, yearTo, dryRun }: PapersRequest["query"],
  name: string | undefined,
): ReadPapersOptions {
  return {
    name,
    format,
    hint: typeHints[request.is([...paperBodyTypes]) || ""],
    columns: readChoices(map),
    sheet,
    showsTable: dryRun === "true",
    filter: { categories: category, yearFrom, yearTo },
  };
}

function readChoices(map: readonly string[]): ColumnMapping {
  const choices = map.flatMap((text) => text.split(/,(?=\s*(?:\w+\s*|extra\.[^,:=]+)[:=])/)).map(parseColumnChoice);
  return Object.assign({}, ...choices) as ColumnMapping;
}

/** Percent-encoded, as headers are limited to ASCII. */
function readFileName(request: Request): string | undefined {
  const name = request.get("x-file-name");
  if (name === undefined) return undefined;
  try {
    return decodeURIComponent(name).slice(0, 200);
  } catch {
    throw new AppError("bad_input", "X-File-Name: expected a name that is percent-encoded UTF-8.");
  }
}

/** Discards what the reader left, so that the sender can finish and read the answer. */
async function* drainAfter(records: AsyncIterable<SourceRecord>, request: Request): AsyncGenerator<SourceRecord> {
  try {
    yield* records;
  } finally {
    request.resume();
  }
}
