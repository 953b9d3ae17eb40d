import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { parseJson } from "../../domain/text/json/parse-json.js";
import { compareReports } from "../../domain/evaluation/compare-reports.js";
import { type EvaluationReport, reportSchema } from "../../domain/evaluation/report.js";
import { AppError } from "../../errors.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { formatComparison } from "../print/comparison.js";
import { describeHelp } from "../help.js";
import { createPaint } from "../../terminal/paint.js";
import { describeOpenFailure } from "../ingest/paper-files.js";

export function addEvalCompareCommand(evaluation: Command, run: RunCommand): void {
  const command = evaluation
    .command("compare")
    .summary("compare two measurements of the same collection")
    .description("Compares two outputs of eval --json query by query and shows which differences may be chance.")
    .argument("<a>", "output of eval --json")
    .argument("<b>", "output for another model, mode or version")
    .action((a: string, b: string) => run(command, (context) => compareFiles(context, a, b)));
  describeHelp(command, {
    examples: ["paperkin eval compare a.json b.json"],
    notes: [
      "For each row that both have: the difference b - a of each measure, its 95 % interval (paired percentile bootstrap, 2,000 resamples), and the p value of the paired randomization test (signs of the queries' differences flipped, two-sided).",
    ],
    json: '{"collection": {"name", "split", "queries", "hash"}, "a": {"file", "model"}, "b", "runs": [{"mode", "semanticWeight"?, "queries", "metrics": {"ndcg@10": {"a", "b", "difference", "low", "high", "pValue"}, "recall@100", "p@10", "mrr@10", "map"}}]}.',
    exitCodes: "0 compared, 2 error; runs over different queries, judgements or gains are one",
  });
}

async function compareFiles({ terminal, globals }: CommandContext, a: string, b: string): Promise<ExitCode> {
  const [first, second] = [await readReport(a), await readReport(b)];
  const { name, split, queries, hash } = first.collection;
  const comparison = {
    collection: { name, split, queries, hash },
    a: { file: a, model: first.model },
    b: { file: b, model: second.model },
    runs: compareReports(first, second),
  };
  const layout = { columns: terminal.columns, paint: createPaint(terminal.colours) };
  if (globals.json) terminal.printJson(comparison);
  else terminal.print(formatComparison(comparison, layout));
  return exitCodes.ok;
}

async function readReport(path: string): Promise<EvaluationReport> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new AppError("bad_input", describeOpenFailure(path, cause), { cause });
  });
  const parsed = reportSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new AppError(
    "bad_input",
    `${path} is not what paperkin eval --json writes. If an older version wrote it, measure again.`,
    { cause: parsed.error },
  );
}
