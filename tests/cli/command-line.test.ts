import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lockDataFolder } from "../../src/adapters/sqlite/data-folder/lock.js";
import { searchAnswerSchema } from "../../src/domain/search/answer.js";
import { statsSchema } from "../../src/domain/health/status.js";
import { servicesAreRequired } from "../support/local-server.js";
import { type ChildRun, runCommand } from "./run-command.js";

const model = fileURLToPath(new URL("../../models/cache/bge-small-en-v1.5/onnx/model_quantized.onnx", import.meta.url));
const lacksModel = !existsSync(model) && !servicesAreRequired;

const lines = [
  '{"id":"p1","title":"Curriculum learning for robots","abstract":"A teacher puts tasks in order.","year":2019}',
  '{"id":"p2","title":"Low-rank adaptation of language models","abstract":"Fine-tuning trains few parameters.","year":2021}',
  "{broken",
  '{"id":"p3","title":"Contrastive image pretraining","abstract":"Images and captions share a space.","year":2021}',
  '{"id":"p4","title":"Proximal policy optimisation","abstract":"A policy gradient method.","year":2017}',
];

describe.skipIf(lacksModel)("paperkin in a shell (skipped without the model: paperkin models fetch)", () => {
  const timeoutMs = 120_000;
  let folder = "";
  let dataDir = "";
  const run = (parameters: readonly string[], input?: string): Promise<ChildRun> =>
    runCommand(parameters, { dataDir, ...(input !== undefined && { input }) });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-cli-"));
    dataDir = join(folder, "data");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it(
    "does not create a data folder to report that it is empty",
    async () => {
      const { code, stderr } = await run(["status"]);
      expect(code).toBe(2);
      expect(stderr).toContain("paperkin ingest");
      expect(existsSync(dataDir)).toBe(false);
    },
    timeoutMs,
  );

  it(
    "imports a file, and reports the line that it rejected",
    async () => {
      const file = join(folder, "papers.jsonl");
      await writeFile(file, lines.join("\n"));
      const { code, stdout } = await run(["ingest", "--json", file]);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        counts: { total: 5, accepted: 4, unchanged: 0, embedded: 4, failed: 1 },
        failures: [{ file, line: 3 }],
        stopped: false,
      });
    },
    timeoutMs,
  );

  it(
    "imports standard input, and skips unchanged papers",
    async () => {
      const { code, stdout } = await run(["ingest", "-", "--no-wait"], `${lines[0]}\n${lines[1]}\n`);
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: "2 records: 0 accepted, 2 unchanged, 0 embedded, 0 failed\n",
      });
    },
    timeoutMs,
  );

  it(
    "searches by meaning, with output as JSON and as a list",
    async () => {
      const json = await run(["search", "--json", "adapt", "large", "language", "models", "with", "few", "weights"]);
      expect(json.code).toBe(0);
      expect(searchAnswerSchema.parse(JSON.parse(json.stdout)).hits[0]?.paper.id).toBe("p2");
      const list = await run(["search", "-n", "1", "adapt large language models with few weights"]);
      expect(list.stdout).toMatch(/^1\. Low-rank adaptation of language models\n/);
    },
    timeoutMs,
  );

  it(
    "exits with 1 when no paper contains the word",
    async () => {
      const { code, stdout, stderr } = await run(["search", "--mode", "keyword", "zebra"]);
      expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: "Nothing found.\n" });
    },
    timeoutMs,
  );

  it(
    "finds papers similar to one paper, and exits with 2 when it does not exist",
    async () => {
      const { code, stdout } = await run(["similar", "--json", "p1"]);
      expect(code).toBe(0);
      const ids = (JSON.parse(stdout) as { hits: { paper: { id: string } }[] }).hits.map(({ paper }) => paper.id);
      expect(ids.toSorted()).toEqual(["p2", "p3", "p4"]);
      expect(await run(["similar", "p9"])).toMatchObject({
        code: 2,
        stdout: "",
        stderr: "paperkin: There is no paper p9.\nTo find its id, run: paperkin search <its title>\n",
      });
    },
    timeoutMs,
  );

  it(
    "rebuilds the indexes",
    async () => {
      const { code, stdout } = await run(["reindex"]);
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: "4 papers indexed again, 4 of them found by meaning with bge-small-en-v1.5.\n",
      });
      const status = await run(["status", "--json"]);
      expect(status).toMatchObject({ code: 0, stderr: "" });
      const stats = statsSchema.parse(JSON.parse(status.stdout));
      expect(stats).toMatchObject({
        papers: { papers: 4, embedded: 4, waiting: 0 },
        indexes: { keyword: 4, vector: 4 },
      });
    },
    timeoutMs,
  );

  it(
    "names the process that holds the folder, and leaves it alone",
    async () => {
      const lock = lockDataFolder(dataDir);
      lock.describe({ url: "http://127.0.0.1:4321" });
      try {
        const { code, stderr } = await run(["status"]);
        expect(code).toBe(2);
        expect(stderr).toContain(`process ${process.pid}`);
        expect(stderr).toContain("--url http://127.0.0.1:4321");
      } finally {
        lock.release();
      }
    },
    timeoutMs,
  );
});
