import {
  composePaper,
  documentRecordSchema,
  type JudgedQuery,
  type Question,
  queryRecordSchema,
} from "../../domain/evaluation/collection-record.js";
import { createDocumentNames, type DocumentNames, nameDocument } from "../../domain/evaluation/document-names.js";
import { hashJudgements, parseJudgements } from "../../domain/evaluation/judgement-file.js";
import { hasRelevant, type Judgements } from "../../domain/evaluation/ranking-metrics.js";
import type { Omissions } from "../../domain/evaluation/report.js";
import type { SourceRecord } from "../../domain/sources/source-record.js";
import { queryLimits } from "../../domain/search/request.js";
import { AppError } from "../../errors.js";
import { type CollectionFiles, findCollectionFiles, readRecords, readText } from "./collection-files.js";
import { formatBytes } from "../../domain/text/amounts.js";
import type { PaperFile } from "../ingest/paper-files.js";
import { createProgress } from "../../terminal/progress.js";
import type { Terminal } from "../../terminal/terminal.js";

/** A collection that is read and checked; its documents stay in their file. */
export interface Collection {
  readonly name: string;
  readonly split: string;
  /** Documents of the corpus. */
  readonly documents: number;
  /** The queries that have judgements. */
  readonly queries: readonly JudgedQuery[];
  readonly names: DocumentNames;
  readonly hash: string;
  readonly omissions: Omissions;
  /** Yields each document under its stored id; omits documents without text. */
  readPapers(signal: AbortSignal): AsyncGenerator<SourceRecord>;
}

export interface ReadCollectionOptions {
  readonly folder: string;
  readonly split: string;
  readonly terminal: Terminal;
}

/** Reads and checks all files before anything is computed. Throws `bad_input` with the file and the line. */
export async function readCollection({ folder, split, terminal }: ReadCollectionOptions): Promise<Collection> {
  const files = await findCollectionFiles(folder, split);
  const judgements = parseJudgements(await readText(files.judgements), files.judgements.name);
  const questions = await readQuestions(files.queries);
  const { ids, ...documents } = await readCorpus(files.corpus, terminal);
  const names = createDocumentNames(ids);
  const measured = chooseQueries({ questions, judgements, names });
  if (!measured.queries.some(({ judgements: judged }) => hasRelevant(judged)))
    throw new AppError("bad_input", describeNoQuery(files));
  return {
    name: files.name,
    split,
    documents: ids.length,
    queries: measured.queries,
    names,
    hash: hashJudgements(measured.queries),
    omissions: { ...measured.omissions, ...documents, documentsNotEmbedded: 0 },
    readPapers: (signal) => readPapers(files.corpus, signal),
  };
}

async function readQuestions(file: PaperFile): Promise<Map<string, Question>> {
  const expected = '{"_id","text"}, or {"_id","paper"} and perhaps "pool", a list of document ids';
  const questions = new Map<string, Question>();
  for await (const { line, record } of readRecords(file, { schema: queryRecordSchema, expected })) {
    if (questions.has(record.id))
      throw new AppError("bad_input", `${file.name}, line ${line}: the query ${record.id} occurs twice.`);
    questions.set(record.id, record.question);
  }
  return questions;
}

const expectedDocument = '{"_id","title","text"}';

interface CorpusFacts extends Pick<Omissions, "documentsRefused" | "documentsCut"> {
  readonly ids: readonly string[];
}

async function readCorpus(file: PaperFile, terminal: Terminal): Promise<CorpusFacts> {
  const ids = new Set<string>();
  const counts = { documentsRefused: 0, documentsCut: 0 };
  const progress = createProgress({ stream: terminal.errors, label: "Checking" });
  const onBytes = (done: number) => progress.update({ done, total: file.bytes, text: formatBytes(done) });
  try {
    const options = { schema: documentRecordSchema, expected: expectedDocument, onBytes };
    for await (const { line, record } of readRecords(file, options)) {
      if (ids.has(record.id))
        throw new AppError("bad_input", `${file.name}, line ${line}: the document ${record.id} occurs twice.`);
      const composed = composePaper(record, nameDocument(ids.size));
      ids.add(record.id);
      if (!composed) counts.documentsRefused += 1;
      if (composed?.cut) counts.documentsCut += 1;
    }
  } finally {
    progress.end();
  }
  return { ids: [...ids], ...counts };
}

async function* readPapers(file: PaperFile, signal: AbortSignal): AsyncGenerator<SourceRecord> {
  const options = { schema: documentRecordSchema, expected: expectedDocument, signal };
  let index = 0;
  for await (const { line, record } of readRecords(file, options)) {
    const composed = composePaper(record, nameDocument(index));
    index += 1;
    if (composed) yield { line, value: composed.paper };
  }
}

interface Judged {
  readonly questions: ReadonlyMap<string, Question>;
  readonly judgements: ReadonlyMap<string, Judgements>;
  readonly names: DocumentNames;
}

type QueryOmissions = Omit<Omissions, "documentsRefused" | "documentsCut" | "documentsNotEmbedded">;

function chooseQueries({ questions, judgements, names }: Judged) {
  const isThere = (id: string) => names.findKept(id) !== undefined;
  const queries: JudgedQuery[] = [];
  const omissions: { -readonly [Name in keyof QueryOmissions]: number } = {
    queriesWithoutRelevant: 0,
    judgedNotInQueries: 0,
    queriesWithoutPaper: 0,
    queriesCut: 0,
    queriesWithOwnDocument: 0,
    judgedNotInCorpus: 0,
  };
  const unknownDocuments = new Set<string>();
  for (const [id, judged] of judgements) {
    for (const document of judged.keys()) if (!isThere(document)) unknownDocuments.add(document);
    const question = questions.get(id);
    const query = question && completeQuery({ id, question, judgements: judged }, isThere);
    if (!query) omissions.judgedNotInQueries += 1;
    else if (query.question.kind === "paper" && !isThere(query.question.paper)) omissions.queriesWithoutPaper += 1;
    else {
      if (!hasRelevant(query.judgements)) omissions.queriesWithoutRelevant += 1;
      queries.push(query);
      const { question: asked, own } = query;
      if (asked.kind === "text" && asked.text.length > queryLimits.queryLength) omissions.queriesCut += 1;
      if (asked.kind === "text" && own !== undefined) omissions.queriesWithOwnDocument += 1;
    }
  }
  return { queries, omissions: { ...omissions, judgedNotInCorpus: unknownDocuments.size } };
}

/**
 * Finds the query's own document: its paper or, as in BEIR, the document with the query's id. If that document is
 * judged relevant, the ids are equal by chance and it is treated like any other.
 */
function completeQuery(query: Omit<JudgedQuery, "own">, isThere: (id: string) => boolean): JudgedQuery {
  const { id, question, judgements } = query;
  if (question.kind === "paper") {
    const others = new Map([...judgements].filter(([document]) => document !== question.paper));
    return { ...query, judgements: others, own: question.paper };
  }
  return isThere(id) && !((judgements.get(id) ?? 0) > 0) ? { ...query, own: id } : query;
}

function describeNoQuery({ queries, judgements }: CollectionFiles): string {
  return `No query of ${queries.name} has a relevant document (a relevance above 0) in ${judgements.name}: are the query ids the same in both files?`;
}
