import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseJudgements } from "../../src/domain/evaluation/judgement-file.js";
import { type EvaluationRun, reportSchema } from "../../src/domain/evaluation/report.js";
import { runCommand } from "../cli/run-command.js";
import { type CollectionFolder, makeCollectionFolder } from "../support/collection-folder.js";
import { irMeasuresMissing, measureRun } from "../support/ir-measures.js";
import { findSharedData } from "../support/shared-data.js";

/** Our measures by ir_measures' names. */
const measures = {
  "nDCG@10": "ndcg@10",
  "R@100": "recall@100",
  "P@10": "p@10",
  "RR@10": "mrr@10",
  AP: "map",
} as const;
const exponential = "nDCG(gains={1:1,2:3,3:7,4:15})@10";
/** Importing 1,400 abstracts for keyword search, twice. */
const timeoutMs = 180_000;

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "paperkin-trec-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(irMeasuresMissing)(
  `The measures are trec_eval's${irMeasuresMissing ? ` (skipped: ${irMeasuresMissing})` : ""}`,
  () => {
    it("for queries without relevant documents and without hits, short lists, and documents without judgement", async () => {
      const collection = await makeOddCollection();
      try {
        expect(await findDifferences(collection.path)).toEqual({ compared: 4, differences: [] });
      } finally {
        await collection.remove();
      }
    });

    for (const [name, queries] of Object.entries({ cranfield: 225, cf: 99 })) {
      const path = join(findSharedData() ?? "", name);
      const skipReason = existsSync(path) ? undefined : "not in ../shared/data, or PAPERKIN_SHARED_DATA";
      it.skipIf(skipReason)(
        `on ${name}, whose judgements are graded${skipReason ? ` (skipped: ${skipReason})` : ""}`,
        { timeout: timeoutMs },
        async () => expect(await findDifferences(path)).toEqual({ compared: queries, differences: [] }),
      );
    }
  },
);

/** Six documents that share their words, so that their scores are close, and judgements of all kinds. */
async function makeOddCollection(): Promise<CollectionFolder> {
  const collection = await makeCollectionFolder();
  const texts = [
    "copper wire",
    "copper pipe",
    "copper wire",
    "copper wire and copper pipe",
    "tin roof",
    "copper copper",
  ];
  await collection.write(
    "corpus.jsonl",
    texts.map((text, index) => ({ _id: `d${index}`, title: text, text: "" })),
  );
  await collection.write("queries.jsonl", [
    { _id: "graded", text: "copper wire" },
    { _id: "nothing-relevant", text: "copper pipe" },
    { _id: "no-hit", text: "glass" },
    { _id: "one-hit", text: "roof" },
  ]);
  const rows = ["graded d0 1", "graded d2 3", "graded d3 2", "graded d4 1", "graded d1 0", "graded gone 2"];
  rows.push("nothing-relevant d1 0", "nothing-relevant d3 -1", "no-hit d0 1", "one-hit d4 4");
  await collection.write("qrels/test.tsv", rows.map((row) => row.replaceAll(" ", "\t")).join("\n"));
  return collection;
}

/** The figures that differ from ir_measures' in the first 4 digits, of every query and of the means. */
async function findDifferences(path: string): Promise<{ compared: number; differences: readonly string[] }> {
  const qrels = join(folder, "test.qrels");
  const judgements = parseJudgements(await readFile(join(path, "qrels", "test.tsv"), "utf8"), "test.tsv");
  const rows = [...judgements].flatMap(([query, judged]) =>
    [...judged].map(([id, relevance]) => `${query} 0 ${id} ${relevance}\n`),
  );
  await writeFile(qrels, rows.join(""));
  const differences: string[] = [];
  const check = (what: string, ours = Number.NaN, theirs = 0) => {
    if (!(Math.abs(ours - theirs) < 0.00005)) differences.push(`${what}: ${ours}, ir_measures ${theirs}`);
  };
  const linear = await rankByWords(path, []);
  const theirs = await measureRun(qrels, linear.file, Object.keys(measures));
  for (const [measure, metric] of Object.entries(measures)) {
    check(measure, linear.run.metrics[metric].mean, theirs.get("all")?.get(measure));
    for (const query of linear.run.queries)
      check(`${measure} of ${query.id}`, query[metric], theirs.get(query.id)?.get(measure));
  }
  const other = await rankByWords(path, ["--gain", "exponential"]);
  const [mean] = (await measureRun(qrels, other.file, [exponential])).get("all")?.values() ?? [];
  check("nDCG@10 with the exponential gain", other.run.metrics["ndcg@10"].mean, mean);
  return { compared: linear.run.queries.length, differences };
}

async function rankByWords(path: string, parameters: readonly string[]): Promise<{ run: EvaluationRun; file: string }> {
  const file = join(folder, "words.run");
  const command = ["eval", path, "--mode", "keyword", "--run", file, "--json", ...parameters];
  const { code, stdout, stderr } = await runCommand(command, { dataDir: "none" });
  expect(code, stderr).toBe(0);
  const [run] = reportSchema.parse(JSON.parse(stdout)).runs;
  return { run: run!, file };
}
