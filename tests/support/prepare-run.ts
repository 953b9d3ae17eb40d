import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { describeError } from "../../src/errors.js";
import type { LocalServer } from "./local-server.js";
import { openSearchHome, startOpenSearchNode } from "./opensearch-node.js";
import { checkoutRoot } from "./spawn-program.js";
import { redisMissing, startRedis } from "./start-redis.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder for files shared by one run, removed after it. */
    runFolder: string;
  }
}

/** What this process has started for the run, which every project of it prepares. */
let servers: Promise<readonly LocalServer[]> | undefined;

/** Compiles changed files: threads and processes run from `dist`, which must not be older than the sources. */
export default async function prepareRun({ provide }: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, [join(checkoutRoot, "scripts", "setup.mjs")], { stdio: "inherit" });
  const folder = mkdtempSync(join(tmpdir(), "paperkin-run-"));
  provide("runFolder", folder);
  const started = await (servers ??= startServers());
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    await Promise.all(started.map((server) => server.stop()));
  };
}

/** What the tests of a cluster share. */
async function startServers(): Promise<readonly LocalServer[]> {
  const node = await provideOpenSearch();
  if (!process.env["PAPERKIN_OPENSEARCH"] || redisMissing !== undefined) return node ? [node] : [];
  const redis = await startRedis();
  process.env["PAPERKIN_TEST_REDIS"] = redis.url;
  return node ? [node, redis] : [redis];
}

/** Starts the node that all tests share, unless there is one; tests find it by the variable. */
async function provideOpenSearch(): Promise<LocalServer | undefined> {
  if (openSearchHome === undefined || process.env["PAPERKIN_OPENSEARCH"]) return undefined;
  try {
    const server = await startOpenSearchNode();
    process.env["PAPERKIN_OPENSEARCH"] = server.url;
    return server;
  } catch (error) {
    process.stdout.write(`OpenSearch for tests does not start: ${describeError(error)}\n`);
    return undefined;
  }
}
