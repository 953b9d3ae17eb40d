import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findProgram, servicesAreRequired } from "./local-server.js";

const run = promisify(execFile);

/** Where it is installed outside the PATH, such as in a virtual environment. */
const program = process.env["PAPERKIN_IR_MEASURES"] ?? findProgram("ir_measures");

/** Why the tests against it are skipped; undefined when they run. */
export const irMeasuresMissing =
  program !== undefined || servicesAreRequired ? undefined : "ir_measures is not installed on this machine";

/**
 * Measures a run with ir_measures, which calls trec_eval through pytrec_eval: query id → measure → value, and the means
 * under `all`.
 *
 * @param qrels a file of judgements in TREC's format
 */
export async function measureRun(
  qrels: string,
  runFile: string,
  measures: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  if (program === undefined) throw new Error("ir_measures is required, and is not installed");
  const options = ["--by_query", "--places", "6"];
  const { stdout } = await run(program, [qrels, runFile, measures.join(" "), ...options], { maxBuffer: 1e8 });
  const values = new Map<string, Map<string, number>>();
  for (const line of stdout.trim().split("\n")) {
    const [query = "", measure = "", value = ""] = line.split("\t");
    values.set(query, (values.get(query) ?? new Map<string, number>()).set(measure, Number(value)));
  }
  return values;
}
