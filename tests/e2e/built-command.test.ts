import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkoutRoot } from "../support/spawn-program.js";

/* The compiled command in a shell: exit codes, pipes and colours. Keyword search needs no model. */

const main = join(checkoutRoot, "dist", "src", "cli", "main.js");
const timeoutMs = 120_000;

describe("the built command", () => {
  let folder = "";

  /** Runs a line of bash with `paperkin` defined as the command. */
  const run = (line: string, settings: Readonly<Record<string, string>> = {}) =>
    new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
      const { PATH = "", HOME = "" } = process.env;
      const env = { PATH, HOME, DATA_DIR: join(folder, "data"), HF_HUB_OFFLINE: "1", ...settings };
      const script = `paperkin() { "${process.execPath}" "${main}" "$@"; }; set -o pipefail; ${line}`;
      execFile("bash", ["-c", script], { env, cwd: folder }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-built-"));
    const lines = Array.from({ length: 400 }, (_, index) =>
      JSON.stringify({ id: `p${index}`, title: `Bees, part ${index}`, abstract: "Bees dance. ".repeat(100) }),
    );
    await writeFile(join(folder, "bees.jsonl"), lines.join("\n"));
    const { code, stderr } = await run("paperkin ingest bees.jsonl --no-wait");
    if (code !== 0) throw new Error(`The papers were not taken in: ${stderr}`);
  }, timeoutMs);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ["0 when something is found", "paperkin search --mode keyword bees", 0],
    ["1 when nothing is found", "paperkin search --mode keyword zebra", 1],
    ["2 for a wrong option", "paperkin search bees --limt 3", 2],
    ["2 for an unknown paper", "paperkin show p400", 2],
    ["0 for --help", "paperkin search --help", 0],
    ["2 for options without a command", "paperkin --json", 2],
  ])(
    "exits with %s",
    async (_what, line, code) => {
      const found = await run(line);
      expect(found.code).toBe(code);
      // Results go to stdout, everything else to stderr.
      expect(found.stdout === "").toBe(code !== 0);
      expect(found.stderr === "").toBe(code === 0);
      expect(found.stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
    },
    timeoutMs,
  );

  it(
    "exits silently when the reader closes the pipe",
    async () => {
      const { code, stdout, stderr } = await run("paperkin search --mode keyword --json -n 100 bees | head -n 1");
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "{\n", stderr: "" });
    },
    timeoutMs,
  );

  it(
    "omits colours in a pipe and with NO_COLOR, but prints them with FORCE_COLOR",
    async () => {
      const line = "paperkin search --mode keyword -n 1 bees";
      expect((await run(line)).stdout).not.toContain("\u001b");
      expect((await run(line, { NO_COLOR: "1" })).stdout).not.toContain("\u001b");
      expect((await run(line, { FORCE_COLOR: "1" })).stdout).toContain("\u001b[1mBees, part");
      expect((await run(`${line} --json`, { FORCE_COLOR: "1" })).stdout).not.toContain("\u001b");
    },
    timeoutMs,
  );

  it(
    "removes nothing without --yes when it cannot ask for confirmation",
    async () => {
      expect((await run("paperkin remove p1 < /dev/null")).code).toBe(2);
      expect(await run("paperkin remove --yes p1")).toMatchObject({ code: 0, stdout: "1 paper removed.\n" });
      expect((await run("paperkin show p1")).code).toBe(2);
    },
    timeoutMs,
  );

  it(
    "reports problems found by doctor in its exit code",
    async () => {
      const settings = { PORT: "0", REDIS_URL: "redis://127.0.0.1:1" };
      const { code, stdout } = await run("paperkin doctor --json", settings);
      expect(code).toBe(1);
      const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: { name: string; state: string }[] };
      expect(ok).toBe(false);
      expect(checks.find(({ name }) => name === "queue")?.state).toBe("problem");
      expect(checks.find(({ name }) => name === "store")?.state).toBe("warning");
      expect(checks.find(({ name }) => name === "keyword index")?.state).toBe("ok");
    },
    timeoutMs,
  );
});
