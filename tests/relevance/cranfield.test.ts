import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createModelStore } from "../../models/fetch.js";
import { reportSchema } from "../../src/domain/evaluation/report.js";
import { runCommand } from "../cli/run-command.js";
import { servicesAreRequired } from "../support/local-server.js";
import { findSharedData } from "../support/shared-data.js";

const model = "bge-small-en-v1.5";
/** Between the nDCG@10 with feedback alone, 0.510, and with support from papers that are alike, 0.530. */
const floor = 0.52;
/** Embedding 1,400 abstracts takes a minute on two idle cores. */
const timeoutMs = 600_000;

const folder = join(findSharedData() ?? "", "cranfield");
const skipReason = await findSkipReason();

describe.skipIf(skipReason)(`Cranfield${skipReason ? ` (skipped: ${skipReason})` : ""}`, () => {
  it(
    "is ranked better by hybrid search than by either list alone, and above the floor",
    { timeout: timeoutMs },
    async () => {
      const { code, stdout, stderr } = await runCommand(["eval", folder, "--json", "--model", model], {
        dataDir: "none",
      });
      expect(code, stderr).toBe(0);
      const { runs, collection } = reportSchema.parse(JSON.parse(stdout));
      expect(collection).toMatchObject({ documents: 1400, queries: 225 });
      const [hybrid = 0, semantic = 0, keyword = 0] = ["hybrid", "semantic", "keyword"].map(
        (mode) => runs.find((run) => run.mode === mode)?.metrics["ndcg@10"].mean,
      );
      expect(hybrid).toBeGreaterThanOrEqual(floor);
      expect(hybrid).toBeGreaterThan(semantic);
      expect(hybrid).toBeGreaterThan(keyword);
    },
  );
});

/** Tests never download a model; when all tests must run, a missing model is a failure. */
async function findSkipReason(): Promise<string | undefined> {
  if (!existsSync(folder)) return "the collection is not in ../shared/data, or PAPERKIN_SHARED_DATA";
  if (servicesAreRequired) return undefined;
  const store = createModelStore({ hubEndpoint: "https://huggingface.co" });
  return (await store.find(model)) ? undefined : `the model is not on this machine: paperkin models fetch ${model}`;
}
