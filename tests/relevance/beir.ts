import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseJsonLines, type SourceRecord } from "../../src/domain/json-lines.js";
import type { Judgements } from "./metrics.js";

/** A collection in BEIR's format (Thakur et al. 2021): corpus, queries, and graded judgements of the test split. */
export interface Collection {
  /** Each paper has the document's `_id` as its id. */
  readPapers(): AsyncGenerator<SourceRecord>;
  readonly queries: readonly { readonly id: string; readonly text: string; readonly judgements: Judgements }[];
}

export async function openCollection(folder: string): Promise<Collection> {
  const judgements = await readJudgements(join(folder, "qrels", "test.tsv"));
  const queries: Collection["queries"][number][] = [];
  for await (const record of parseJsonLines(createReadStream(join(folder, "queries.jsonl")))) {
    if (!("value" in record)) throw new Error(`queries.jsonl, line ${record.line}: ${record.reason}`);
    const { _id: id, text } = record.value as { _id: string; text: string };
    const judged = judgements.get(id);
    if (judged) queries.push({ id, text, judgements: judged });
  }
  return { readPapers: () => readPapers(join(folder, "corpus.jsonl")), queries };
}

async function* readPapers(file: string): AsyncGenerator<SourceRecord> {
  for await (const record of parseJsonLines(createReadStream(file))) {
    if (!("value" in record)) throw new Error(`corpus.jsonl, line ${record.line}: ${record.reason}`);
    const { _id: id, title, text } = record.value as { _id: string; title?: string; text: string };
    // Some collections have documents without a title; a paper must have one.
    const paper = title?.trim() ? { id, title, abstract: text } : { id, title: text.slice(0, 200), abstract: text };
    yield { line: record.line, value: paper };
  }
}

async function readJudgements(file: string): Promise<Map<string, Map<string, number>>> {
  const byQuery = new Map<string, Map<string, number>>();
  const [, ...lines] = (await readFile(file, "utf8")).split("\n");
  for (const line of lines) {
    const [query, document, relevance] = line.split("\t");
    if (query === undefined || document === undefined || relevance === undefined) continue;
    const known = byQuery.get(query) ?? new Map<string, number>();
    byQuery.set(query, known.set(document, Number(relevance)));
  }
  return byQuery;
}
