import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { Readable } from "node:stream";
import type { z } from "zod";
import { unpackSource } from "../../adapters/compression/unpack-source.js";
import { parseJsonLines } from "../../domain/sources/json-lines.js";
import { AppError } from "../../errors.js";
import { findPaperFile, type PaperFile } from "../ingest/paper-files.js";

/** The files of a collection in BEIR's format (Thakur et al. 2021); all of them exist. */
export interface CollectionFiles {
  /** The folder's name. */
  readonly name: string;
  readonly corpus: PaperFile;
  readonly queries: PaperFile;
  readonly judgements: PaperFile;
}

const layout = "expected corpus.jsonl, queries.jsonl and qrels/test.tsv in one folder, as in BEIR";

/** Throws `bad_input` for a missing file. */
export async function findCollectionFiles(folder: string, split: string): Promise<CollectionFiles> {
  const facts = await stat(folder).catch(() => undefined);
  if (!facts) throw new AppError("bad_input", `There is no folder ${folder}: ${layout}.`);
  if (!facts.isDirectory()) throw new AppError("bad_input", `${folder} is not a folder: ${layout}.`);
  const corpus = await findFile(folder, ["corpus.jsonl", "corpus.jsonl.gz"]);
  if (!corpus)
    throw new AppError(
      "bad_input",
      `${folder} has no corpus.jsonl: expected one document per line, {"_id","title","text"}.`,
    );
  return { corpus, ...(await findQueryFiles(folder, split)) };
}

/** Finds only the queries and their judgements. Throws `bad_input` for a missing file. */
export async function findQueryFiles(folder: string, split: string): Promise<Omit<CollectionFiles, "corpus">> {
  const queries = await findFile(folder, ["queries.jsonl", "queries.jsonl.gz"]);
  if (!queries)
    throw new AppError(
      "bad_input",
      `${folder} has no queries.jsonl: expected one query per line, {"_id","text"} or {"_id","paper","pool"}.`,
    );
  const judgements = await findFile(folder, [join("qrels", `${split}.tsv`), "qrels.tsv"]);
  if (!judgements) throw new AppError("bad_input", await describeMissingSplit(folder, split));
  return { name: basename(resolve(folder)), queries, judgements };
}

/** Yields each non-blank line, checked against the schema. Throws `bad_input` with the number of an invalid line. */
export async function* readRecords<Record>(
  file: PaperFile,
  { schema, expected, ...options }: { schema: z.ZodType<Record>; expected: string } & Parameters<PaperFile["read"]>[0],
): AsyncGenerator<{ readonly line: number; readonly record: Record }> {
  for await (const source of parseJsonLines(unpackSource(file.read(options)))) {
    const { line } = source;
    const parsed = "value" in source ? schema.safeParse(source.value) : undefined;
    if (parsed?.success) {
      yield { line, record: parsed.data };
      continue;
    }
    const reason = "reason" in source ? ` (${source.reason})` : "";
    throw new AppError("bad_input", `${file.name}, line ${line}: expected ${expected}${reason}.`);
  }
}

export async function readText(file: PaperFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpackSource(file.read())) chunks.push(chunk);
  return new TextDecoder().decode(Buffer.concat(chunks));
}

async function findFile(folder: string, names: readonly string[]): Promise<PaperFile | undefined> {
  for (const name of names) {
    const path = join(folder, name);
    if (await stat(path).catch(() => undefined)) return findPaperFile(path, Readable.from([]));
  }
  return undefined;
}

async function describeMissingSplit(folder: string, split: string): Promise<string> {
  const files = await readdir(join(folder, "qrels")).catch(() => []);
  const splits = files.filter((file) => file.endsWith(".tsv")).map((file) => file.slice(0, -".tsv".length));
  const missing = `${folder} has no judgements in ${join("qrels", `${split}.tsv`)}`;
  if (splits.length === 0) return `${missing}: expected lines of query id, document id and relevance.`;
  return `${missing}. There is ${splits.toSorted().join(", ")}: choose with --split ${splits.toSorted()[0] ?? ""}.`;
}
