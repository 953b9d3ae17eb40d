import { execFile } from "node:child_process";
import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job } from "../../src/domain/jobs/job.js";
import type { ApiClient } from "../support/api-client.js";
import { createRandom } from "../support/random.js";
import { checkoutRoot, endPrograms } from "../support/spawn-program.js";
import { baseSettings, type ServerProcess, spawnServer } from "../support/spawn-server.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing } from "../support/test-model.js";

const reason = modelMissing ? ` (skipped: ${modelMissing})` : "";
const megabyte = 1024 * 1024;
const tooLong = "the line is longer than 1,048,576 bytes";
const refusals = [
  { line: 2, reason: tooLong },
  { line: 3, reason: tooLong },
  { line: 4, id: "stout", reason: "the abstract has 60,000 characters: at most 50,000 are allowed" },
  { line: 5, reason: tooLong },
];
/** Allowance for caches and buffers; the longest line alone takes as much. */
const mostGrowthBytes = 100 * megabyte;
const timeoutMs = 300_000;

describe.skipIf(modelMissing)(`A paper of 10 MB and a line of 100 MB${reason}`, { timeout: timeoutMs }, () => {
  let server: ServerProcess;
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await makeTemporaryFolder();
    server = await spawnServer(join(folder, "data"));
    file = join(folder, "papers.jsonl");
    await pipeline(Readable.from(writeLines()), createWriteStream(file));
  }, timeoutMs);
  afterAll(async () => {
    await endPrograms();
    await removeTemporaryFolders();
  });

  it("fail alone over HTTP, plain and gzipped, with line numbers and the limit, in little memory", async () => {
    const packed = join(folder, "papers.jsonl.gz");
    await pipeline(createReadStream(file), createGzip({ level: 1 }), createWriteStream(packed));
    const before = readPeakBytes(server);
    for (const [path, type] of [
      [file, "application/x-ndjson"],
      [packed, "application/gzip"],
    ] as const) {
      const job = await postFile(`${server.url}/v1/papers`, path, type);
      expect(job.counts).toMatchObject({ total: 6, failed: 4 });
      expect(await server.api.listFailures(job.id)).toEqual(refusals);
    }
    expect(readPeakBytes(server) - before).toBeLessThan(mostGrowthBytes);
    await expectNeighboursKept(server.api);
  });

  it("fail alone on the command line", async () => {
    const main = join(checkoutRoot, "dist", "src", "cli", "main.js");
    const env = { PATH: process.env["PATH"], ...baseSettings };
    const told = await new Promise<string>((resolve) => {
      execFile(process.execPath, [main, "ingest", file, "--url", server.url], { env }, (_error, stdout, stderr) =>
        resolve(`${stdout}${stderr}`),
      );
    });
    expect(told).toContain(tooLong);
    await expectNeighboursKept(server.api);
    const [job] = await server.api.listJobs();
    expect(await server.api.listFailures(job?.id ?? "")).toEqual(refusals);
  });

  it("are rejected in a JSON body: a paper by its field limit, and a body above 16 MB as a whole", async () => {
    const [first, , last] = [{ id: "first", title: "First of all" }, {}, { id: "last", title: "Last of all" }];
    const huge = { id: "huge", title: "Huge", abstract: "x".repeat(10 * megabyte) };
    const answer = await server.api.sendPapers([first, huge, last]);
    expect(answer).toMatchObject({ status: 202, body: { job: { counts: { total: 3, failed: 1 } } } });
    expect(await server.api.listFailures(answer.body.job?.id ?? "")).toEqual([
      { line: 2, id: "huge", reason: "the abstract has 10,485,760 characters: at most 50,000 are allowed" },
    ]);
    const beyond = await server.api.sendPapers([{ ...huge, abstract: "x".repeat(17 * megabyte) }]);
    expect(beyond).toMatchObject({ status: 413, body: { code: "too_large" } });
    expect(beyond.body.detail).toContain(`larger than ${16 * megabyte} bytes, the limit here`);
    await expectNeighboursKept(server.api);
  });
});

/** Valid papers first and last, with every kind of oversized line between them. */
function* writeLines(): Generator<string> {
  yield '{"id":"first","title":"First of all"}\n';
  yield* ['{"id":"huge","title":"Huge","abstract":"', ...makeText(10), '"}\n'];
  yield* ['{"id":"wide","title":"', ...makeText(10), '"}\n'];
  yield `{"id":"stout","title":"Stout","abstract":"${"x ".repeat(30_000)}"}\n`;
  yield* [...makeText(100), "\n"];
  yield '{"id":"last","title":"Last of all"}\n';
}

/** Text that compresses about as well as English. */
function* makeText(megabytes: number): Generator<string> {
  const random = createRandom(megabytes);
  const words = Array.from({ length: 4096 }, () => random().toString(36).slice(2, 9));
  for (let written = 0; written < megabytes * megabyte;) {
    const chunk = Array.from({ length: 8192 }, () => words[Math.floor(random() * words.length)]).join(" ");
    written += chunk.length;
    yield chunk;
  }
}

async function postFile(url: string, path: string, type: string): Promise<Job> {
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream;
  const init = { method: "POST", headers: { "content-type": type }, body, duplex: "half" };
  const response = await fetch(url, init as RequestInit);
  expect(response.status).toBe(202);
  return ((await response.json()) as { job: Job }).job;
}

async function expectNeighboursKept(api: ApiClient): Promise<void> {
  expect(await api.search("first of all", "keyword")).toEqual(expect.arrayContaining(["first", "last"]));
  const ids = await api.listIds();
  for (const id of ["huge", "wide", "stout"]) expect(ids).not.toContain(id);
}

/** Peak resident memory of the process on Linux, 0 elsewhere. */
function readPeakBytes({ pid }: ServerProcess): number {
  if (process.platform !== "linux") return 0;
  const [, kilobytes = ""] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
