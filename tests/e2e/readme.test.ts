import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkoutRoot } from "../support/spawn-program.js";
import { sampleCount, type ServerProcess, spawnServer } from "../support/spawn-server.js";
import { defaultTestModel, oneModelMissing } from "../support/test-model.js";
import { until } from "../support/until.js";

const run = promisify(execFile);
const timeoutMs = 120_000;

/** The part of a hit that README shows, with a shortened abstract. */
interface ShownHit {
  readonly paper: { readonly id: string; readonly title: string; readonly abstract: string };
  readonly score: number;
  readonly matchedBy: string;
}

const skipped = oneModelMissing ? ` (skipped: ${oneModelMissing})` : "";

describe.skipIf(oneModelMissing)(`README's examples${skipped}`, () => {
  let readme = "";
  let folder = "";
  let server: ServerProcess;
  beforeAll(async () => {
    readme = await readFile(join(checkoutRoot, "README.md"), "utf8");
    folder = await mkdtemp(join(tmpdir(), "paperkin-readme-"));
    server = await spawnServer(folder, { MODEL: defaultTestModel, HNSW_EF: "100" });
    await until("every sample has its vector", async () => {
      const response = await fetch(`${server.url}/v1/stats`);
      const { indexes } = (await response.json()) as { indexes: { vector: number } };
      return indexes.vector === sampleCount;
    });
  }, timeoutMs);
  afterAll(async () => {
    await server?.end("SIGTERM");
    await rm(folder, { recursive: true, force: true });
  });

  it(
    "return the documented answer over HTTP",
    async () => {
      const [, path = "", block = ""] =
        /curl 'http:\/\/127\.0\.0\.1:3000(.+)'\n```\n+```text\n([^]*?)```/.exec(readme) ?? [];
      const { hits, total } = (await (await fetch(server.url + path)).json()) as { hits: ShownHit[]; total: number };
      const readAll = (pattern: RegExp) => [...block.matchAll(pattern)].map(([, text = ""]) => text);
      expect(readAll(/"id": "(.+)"/g)).toEqual(hits.map(({ paper }) => paper.id));
      expect(readAll(/"title": "(.+)"/g)).toEqual(hits.map(({ paper }) => paper.title));
      expect(readAll(/"matchedBy": "(\w+)"/g)).toEqual(hits.map(({ matchedBy }) => matchedBy));
      expect(readAll(/"total": (\d+)/g)).toEqual([String(total)]);
      const abstracts = readAll(/"abstract": "(.+) …"/g);
      expect(abstracts).toEqual(hits.map(({ paper }, place) => paper.abstract.slice(0, abstracts[place]?.length)));
      // Instruction sets differ in how int8 models round.
      for (const [place, score] of readAll(/"score": ([\d.]+)/g).entries())
        expect(Number(score)).toBeCloseTo(hits[place]?.score ?? 0, 1);
    },
    timeoutMs,
  );

  it(
    "print the documented answer on the command line",
    async () => {
      const [, command = "", shown = ""] = /```text\n\$ npm run paperkin -- (.+)\n([^]*?)```/.exec(readme) ?? [];
      const main = join(checkoutRoot, "dist", "src", "cli", "main.js");
      const { stdout } = await run(process.execPath, [main, ...command.split(" "), "--url", server.url]);
      const withoutScores = (text: string) => text.trim().replace(/\d\.\d{3}/g, "score");
      expect(withoutScores(stdout)).toBe(withoutScores(shown));
    },
    timeoutMs,
  );
});
