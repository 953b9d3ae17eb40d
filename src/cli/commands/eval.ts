import { type Command, InvalidArgumentError, Option } from "commander";
import { defaultGain, type Gain, gainKinds } from "../../domain/evaluation/ranking-metrics.js";
import type { EvaluationReport } from "../../domain/evaluation/report.js";
import { type SearchMode, searchModes, searchModeSchema } from "../../domain/search/request.js";
import { AppError } from "../../errors.js";
import {
  countQuestions,
  evaluateRankings,
  type Measurement,
  type Variant,
} from "../../services/evaluation/evaluate-rankings.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { fillScratchLibrary } from "../evaluation/fill-scratch-library.js";
import { formatEvaluation } from "../print/evaluation.js";
import { formatCount } from "../../domain/text/amounts.js";
import { type CommandHelp, describeHelp } from "../help.js";
import { collect, parseShare } from "../options.js";
import { createPaint } from "../../terminal/paint.js";
import { createProgress, createRate } from "../../terminal/progress.js";
import { type Collection, readCollection } from "../evaluation/read-collection.js";
import { createRunFiles } from "../evaluation/run-files.js";
import { printStopping } from "../print/print-stopping.js";
import { addEvalCompareCommand } from "./eval-compare.js";

interface EvalOptions {
  readonly mode?: readonly SearchMode[];
  readonly semanticWeight?: readonly number[];
  readonly split: string;
  readonly gain: Gain;
  readonly run?: string;
}

export function addEvalCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("eval")
    .helpCommand(false)
    .summary("measure the ranking with judged queries")
    .description(
      "Imports a collection into a temporary folder, runs all its queries, and measures the results against its judgements. The data folder is not touched.",
    )
    .argument("<folder>", "a collection in BEIR's layout: corpus.jsonl, queries.jsonl, qrels/<split>.tsv")
    .option("-m, --mode <mode>", `${searchModes.join(", ")}; may be repeated (default: all three)`, collectModes)
    .option(
      "--semantic-weight <share>",
      "share of meaning in hybrid mode, 0 to 1; repeat it for more rows",
      collect(parseShare),
    )
    .option("--split <name>", "which judgements to use", "test")
    .addOption(
      new Option("--gain <gain>", "what a relevance counts for in nDCG").choices(gainKinds).default(defaultGain),
    )
    .option("--run <file>", "also write the rankings as a run in TREC's format, one file per row")
    .action((folder: string, options: EvalOptions) =>
      run(command, (context) => evaluateCollection(context, folder, options)),
    );
  describeHelp(command, help);
  addEvalCompareCommand(command, run);
}

const help: CommandHelp = {
  examples: [
    "paperkin eval collections/scifact",
    "paperkin eval my-queries --json > a.json",
    "paperkin eval my-queries --model all-MiniLM-L6-v2 --json > b.json",
    "paperkin eval compare a.json b.json",
    "paperkin eval collections/scifact --mode hybrid --run hybrid.run",
  ],
  notes: [
    'corpus.jsonl has one document per line, {"_id", "title", "text"}. queries.jsonl has one query per line: {"_id", "text"}, or {"_id", "paper"} with the id of a document, which ranks papers like it; "pool" (a list of ids) limits the candidates, and "aspect" (background, method or result) compares only those sentences. Such queries get a row of their own, similar. qrels/<split>.tsv, or qrels.tsv, has query id, document id and relevance separated by tabs, with or without a header; TREC\'s four columns work too. As in BEIR, a document with the id of the query is never a hit, unless it is judged relevant.',
    "Measures use the first 100 hits (with a pool: the whole pool). They are defined as in trec_eval, pytrec_eval and ir_measures, and are means over all judged queries; one without a relevant document, one with a relevance above 0, counts as 0, and so does one without hits, as in trec_eval -c. nDCG@10 has the relevance as its gain (--gain exponential: 2^relevance - 1) and the discount log2(rank + 1); recall@100; P@10, divided by 10 even where there are fewer hits; MRR@10, 0 where no relevant document is among the first 10; MAP, divided by all relevant documents. Documents without a judgement are not relevant.",
    "--run writes one line per hit, query Q0 document rank score tag, with scores that strictly decrease. If several rows are measured, each gets a file with its name before the extension, such as out.hybrid.run. The judgements need TREC's four columns there: awk '{print $1, 0, $2, $3}' qrels/test.tsv, without the header.",
    "Intervals are 95 % percentile bootstrap intervals over the queries, with 2,000 resamples that are the same in each run. Latency is that of one query at a time, 100 hits, in this process; it includes the query's embedding in the mode that runs it first.",
  ],
  json: '{"collection": {"name", "split", "documents", "queries", "hash", "omissions": {what: count}}, "model", "gain", "runs": [{"mode", "semanticWeight"?, "metrics": {"ndcg@10": {"mean", "low", "high"}, "recall@100", "p@10", "mrr@10", "map"}, "latency": {"p50Ms", "p95Ms"}, "queries": [{"id", "ndcg@10", "recall@100", "p@10", "mrr@10", "map"}]}]}.',
  exitCodes: "0 measured, 2 error, 130 stopped; the temporary folder is always removed",
};

async function evaluateCollection(context: CommandContext, folder: string, options: EvalOptions): Promise<ExitCode> {
  const { terminal, globals } = context;
  refuseLibrary(context);
  const variants = listVariants(options);
  const collection = await readCollection({ folder, split: options.split, terminal });
  const stop = context.listenForStop();
  printStopping(stop.signal, terminal, "Stopping and removing the temporary folder.");
  try {
    const runFiles = options.run === undefined ? undefined : await createRunFiles(options.run, collection);
    const { gain } = options;
    const plan = { collection, variants, gain, signal: stop.signal, ...(runFiles && { onRanked: runFiles.onRanked }) };
    const report = await measure(context, plan);
    const files = await runFiles?.write(stop.signal);
    const layout = { columns: terminal.columns, paint: createPaint(terminal.colours) };
    if (globals.json) terminal.printJson(report);
    else terminal.print(formatEvaluation(report, layout));
    if (files) terminal.note(`${files.length === 1 ? "The run is" : "The runs are"} in ${files.join(", ")}.`);
    return exitCodes.ok;
  } catch (error) {
    // After Ctrl-C, a failure is not an error.
    if (stop.signal.aborted) return exitCodes.stopped;
    throw error;
  } finally {
    stop.end();
  }
}

/** Only a collection has judgements, so that a library cannot be measured. */
function refuseLibrary({ globals }: CommandContext): void {
  const option = globals.url === undefined ? globals.dataDir && "--data-dir" : "--url";
  if (option) throw new AppError("bad_input", `eval measures a collection in a temporary folder: omit ${option}.`);
}

function listVariants({ mode = searchModes, semanticWeight = [] }: EvalOptions): readonly Variant[] {
  if (semanticWeight.length > 0 && !mode.includes("hybrid"))
    throw new AppError("bad_input", "--semantic-weight applies only to hybrid mode: add --mode hybrid.");
  const variants = [...new Set(mode)].flatMap((name): readonly Variant[] =>
    name === "hybrid" && semanticWeight.length > 0
      ? [...new Set(semanticWeight)].map((share) => ({ mode: name, semanticWeight: share }))
      : [{ mode: name }],
  );
  return [...variants, { mode: "similar" }];
}

interface Plan extends Pick<Measurement, "variants" | "onRanked"> {
  readonly gain: Gain;
  readonly collection: Collection;
  readonly signal: AbortSignal;
}

async function measure(context: CommandContext, plan: Plan): Promise<EvaluationReport> {
  const { collection, ...asking } = plan;
  const { variants, gain, signal } = asking;
  const { terminal } = context;
  const { name, split, documents, queries, hash } = collection;
  const asksByMeaning = variants.some(({ mode }) => mode === "hybrid" || mode === "semantic");
  const embeds = asksByMeaning || queries.some(({ question }) => question.kind === "paper");
  const scratch = await context.openScratch(embeds ? "measure" : "measureWords");
  try {
    const omissions = await fillScratchLibrary({ collection, scratch, embeds, terminal, signal });
    await scratch.ready;
    const runs = await askWithProgress({ ...collection, ...scratch, ...asking }, context);
    const { model } = await scratch.readStats();
    const facts = { name, split, documents, queries: queries.length, hash, omissions };
    return { collection: facts, model: model.id, gain, runs };
  } finally {
    await scratch.close();
  }
}

async function askWithProgress(
  measurement: Omit<Measurement, "now" | "onQuery">,
  { terminal }: CommandContext,
): Promise<EvaluationReport["runs"]> {
  const progress = createProgress({ stream: terminal.errors, label: "Asking" });
  const rate = createRate();
  const total = countQuestions(measurement);
  const onQuery = (done: number) =>
    progress.update({ done, total, text: `${formatCount(done)} of ${formatCount(total)}  ${rate(done, total)}` });
  try {
    return await evaluateRankings({ ...measurement, now: () => performance.now(), onQuery });
  } finally {
    progress.end();
  }
}

function collectModes(text: string, before: readonly SearchMode[] = []): readonly SearchMode[] {
  const mode = searchModeSchema.safeParse(text);
  if (mode.success) return [...before, mode.data];
  throw new InvalidArgumentError(`Allowed choices are ${searchModes.join(", ")}.`);
}
