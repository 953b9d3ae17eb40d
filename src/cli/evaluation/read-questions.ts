import { readFile, stat } from "node:fs/promises";
import { queryRecordSchema } from "../../domain/evaluation/collection-record.js";
import { parseJudgements } from "../../domain/evaluation/judgement-file.js";
import { hasRelevant, type Judgements } from "../../domain/evaluation/ranking-metrics.js";
import { canonicalizeId } from "../../domain/paper/id.js";
import { AppError } from "../../errors.js";
import { findQueryFiles, readRecords, readText } from "./collection-files.js";
import { describeOpenFailure } from "../ingest/paper-files.js";

/** A query in words, with its judgements if there are any. */
export interface AskedQuestion {
  readonly text: string;
  readonly judgements?: Judgements;
}

const expected = '{"_id","text"}';

/** Reads a file with one query per line, or a folder with judged queries in BEIR's layout. Throws `bad_input`. */
export async function readQuestions(path: string, split: string): Promise<readonly AskedQuestion[]> {
  const facts = await stat(path).catch((cause: unknown) => {
    throw new AppError("bad_input", describeOpenFailure(path, cause), { cause });
  });
  const questions = facts.isDirectory() ? await readJudged(path, split) : await readLines(path);
  if (questions.length > 0) return questions;
  const what = facts.isDirectory() ? "no query in words that has a relevant paper" : "no query";
  throw new AppError("bad_input", `${path} contains ${what}.`);
}

async function readLines(path: string): Promise<readonly AskedQuestion[]> {
  const lines = (await readFile(path, "utf8")).split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").map((text) => ({ text }));
}

async function readJudged(folder: string, split: string): Promise<readonly AskedQuestion[]> {
  const files = await findQueryFiles(folder, split);
  const judged = parseJudgements(await readText(files.judgements), files.judgements.name);
  const questions: AskedQuestion[] = [];
  for await (const { record } of readRecords(files.queries, { schema: queryRecordSchema, expected })) {
    const judgements = judged.get(record.id);
    if (record.question.kind !== "text" || !judgements || !hasRelevant(judgements)) continue;
    // Papers are stored under their canonical ids.
    const kept = new Map([...judgements].map(([id, relevance]) => [canonicalizeId(id), relevance]));
    questions.push({ text: record.question.text, judgements: kept });
  }
  return questions;
}
