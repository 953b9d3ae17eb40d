import type { Command } from "commander";
import { compareJudgedAnswers } from "../../domain/evaluation/compare-answers.js";
import { computeMean } from "../../domain/evaluation/resampling.js";
import type { CompareAnswer } from "../../domain/models/change.js";
import { type CommandContext, exitCodes, type ExitCode, type PaperLibrary, type RunCommand } from "../context.js";
import { formatModelComparison, type ShownComparison } from "../print/reindex.js";
import { formatCount } from "../../domain/text/amounts.js";
import { describeHelp } from "../help.js";
import { createPaint } from "../../terminal/paint.js";
import { createProgress } from "../../terminal/progress.js";
import { type AskedQuestion, readQuestions } from "../evaluation/read-questions.js";
import type { Terminal } from "../../terminal/terminal.js";

interface CompareOptions {
  readonly queries?: string;
  readonly split: string;
}

export function addCompareModelsCommand(reindexing: Command, run: RunCommand): void {
  const command = reindexing
    .command("compare")
    .description(
      "Runs the same queries with the model in use and with the other one, and shows how far the results agree.",
    )
    .option("--queries <path>", "a file with one query per line, or a folder of judged queries in BEIR's layout")
    .option("--split <name>", "which judgements to use", "test")
    .action((options: CompareOptions) => run(command, (context) => compareModels(context, options)));
  describeHelp(command, {
    examples: ["paperkin reindex compare", "paperkin reindex compare --queries collections/scifact"],
    notes: [
      "Without --queries, the titles of 50 papers are the queries, the same ones each time; the paper itself is left out of its results. overlap@10 is the share of the best 10 hits that both models find. A folder has queries.jsonl and qrels/<split>.tsv, whose document ids are ids of papers here; then nDCG@10 is shown for both, and the difference with its 95 % interval (paired percentile bootstrap, 2,000 resamples).",
    ],
    json: '{"model", "otherModel", "embedded": {"papers", "model", "otherModel"}, "overlapAt10", "queries": [{"query", "overlap", "model": [ids], "otherModel": [ids]}], "ndcgAt10"?: {"queries", "model", "otherModel", "difference", "low", "high"}}.',
    exitCodes: "0 compared, 2 error",
  });
}

async function compareModels(context: CommandContext, { queries, split }: CompareOptions): Promise<ExitCode> {
  const { terminal, globals } = context;
  const questions = queries === undefined ? undefined : await readQuestions(queries, split);
  const library = await context.openLibrary("steerChange");
  try {
    await library.ready;
    const comparison = questions ? await askAll(library, questions, terminal) : await library.compareModels({});
    if (globals.json) terminal.printJson(comparison);
    else {
      const layout = { columns: terminal.columns, paint: createPaint(terminal.colours) };
      terminal.print(formatModelComparison(comparison, layout));
    }
    return exitCodes.ok;
  } finally {
    await library.close();
  }
}

/** Queries per call: a second or two. */
const questionsAtOnce = 25;

async function askAll(
  library: Pick<PaperLibrary, "compareModels">,
  questions: readonly AskedQuestion[],
  terminal: Terminal,
): Promise<ShownComparison> {
  const progress = createProgress({ stream: terminal.errors, label: "Asking" });
  const answered: CompareAnswer["queries"] = [];
  let facts = { model: "", otherModel: "", embedded: { papers: 0, model: 0, otherModel: 0 } };
  try {
    for (let start = 0; start < questions.length; start += questionsAtOnce) {
      const texts = questions.slice(start, start + questionsAtOnce).map(({ text }) => text);
      const { model, otherModel, embedded, queries } = await library.compareModels({ queries: texts });
      facts = { model, otherModel, embedded };
      answered.push(...queries);
      const [done, total] = [answered.length, questions.length];
      progress.update({ done, total, text: `${formatCount(done)} of ${formatCount(total)}` });
    }
  } finally {
    progress.end();
  }
  const overlapAt10 = computeMean(answered.map(({ overlap }) => overlap));
  const judged = answered.flatMap(({ model, otherModel }, index) => {
    const judgements = questions[index]?.judgements;
    return judgements ? [{ judgements, model, otherModel }] : [];
  });
  const ndcgAt10 = judged.length > 0 ? compareJudgedAnswers(judged) : undefined;
  return { ...facts, overlapAt10, queries: answered, ...(ndcgAt10 && { ndcgAt10 }) };
}
