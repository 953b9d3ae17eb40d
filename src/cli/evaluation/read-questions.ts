import { readFile, stat } from "node:fs/promises";
import { queryRecordSchema } from "../../domain/evaluation/collection-record.js";
import { parseJudgements } from "../../domain/evaluation/judgement-file.js";
import { hasRelevant, type Judgements } from "../../domain/evaluation/ranking-metrics.js";
import { canonicalizeId } from "../../domain/paper/id.js";
import { AppError } from "../../errors.js";
import { findQueryFiles, readRecords, readText } from "./collection-files.js";
import { describeOpenFailure } from "../ingest/paper-files.js";

/** A question in words, with what is known to answer it where that is. */
export interface AskedQuestion {
  readonly text: string;
  readonly judgements?: Judgements;
}

const expected = '{"_id","text"}';

/** A file has a question a line; a folder has judged ones, as BEIR has them. Throws `bad_input` with what is wrong. */
export async function readQuestions(path: string, split: string): Promise<readonly AskedQuestion[]> {
  const facts = await stat(path).catch((cause: unknown) => {
    throw new AppError("bad_input", describeOpenFailure(path, cause), { cause });
  });
  const questions = facts.isDirectory() ? await readJudged(path, split) : await readLines(path);
  if (questions.length > 0) return questions;
  const what = facts.isDirectory() ? "no question in words that has a relevant paper" : "no question";
  throw new AppError("bad_input", `${path} holds ${what}.`);
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
    // Papers are kept under their canonical ids.
    const kept = new Map([...judgements].map(([id, relevance]) => [canonicalizeId(id), relevance]));
    questions.push({ text: record.question.text, judgements: kept });
  }
  return questions;
}
