import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "../../src/operations/index.js";
import type { OperationList } from "../../src/operations/operation.js";
import { compareAnswers } from "../support/compare-answers.js";
import {
  parseCurl,
  readCurlExamples,
  readShownCalls,
  type ShownCall,
  type ShownRequest,
} from "../support/shell-examples.js";
import { checkoutRoot } from "../support/spawn-program.js";
import { sampleCount, type ServerProcess, spawnServer } from "../support/spawn-server.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { defaultTestModel, oneModelMissing } from "../support/test-model.js";
import { until } from "../support/until.js";

const key = "the key of the examples";
const skipped = oneModelMissing ? ` (skipped: ${oneModelMissing})` : "";
const documents = ["README.md", "docs/api.md", "docs/ingesting.md", "docs/searching.md"];

interface RunOptions {
  readonly job?: string;
  /** Paths of objects whose keys depend on the papers. */
  readonly open?: readonly string[];
}

interface Sample {
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
}

interface ListedJob {
  readonly id: string;
  readonly state: string;
  readonly counts: { readonly failed: number };
}

describe.skipIf(oneModelMissing)(`The shown examples${skipped}`, () => {
  let server: ServerProcess;
  let calls: ReadonlyMap<string, ShownCall>;
  beforeAll(async () => {
    server = await spawnServer(await makeTemporaryFolder(), { MODEL: defaultTestModel, API_KEYS: key });
    calls = new Map(readShownCalls(await (await ask("/docs")).text()).map((call) => [call.operation, call]));
    await untilEmbedded(sampleCount);
  }, 60_000);
  afterAll(async () => {
    await server?.end("SIGTERM");
    await removeTemporaryFolders();
  });

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${server.url}${path}`, { ...init, headers: { authorization: `Bearer ${key}`, ...init.headers } });
  const read = async <Body>(path: string) => (await (await ask(path)).json()) as Body;
  const untilEmbedded = (count: number) =>
    until("every paper has its vector", async () => {
      const { indexes } = await read<{ indexes: { vector: number } }>("/v1/stats");
      return indexes.vector === count;
    });

  const send = ({ method, url, headers, body, file }: ShownRequest) => {
    if (file !== undefined && !(file in files)) throw new Error(`there is no file ${file}`);
    const text = (value: string) => value.replace(/\$PAPERKIN_KEY|<key>/, key);
    return fetch(url.replace("http://127.0.0.1:3000", server.url), {
      method,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, text(value)])),
      ...(body !== undefined && { body }),
      ...(file !== undefined && { body: files[file]! }),
    });
  };
  const files: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
    "library.ris.gz": new Uint8Array(gzipSync("TY  - JOUR\nTI  - A reference of the examples\nER  - \n")),
  };

  /**
   * Sends what is shown of calls, with the id of a job that there is. Resolves with what differs in the status of an
   * answer, or in the shape of that to the first body, to which the shown answer belongs.
   */
  const run = async (names: readonly string[], { job, open = [] }: RunOptions = {}): Promise<string[]> => {
    const differences: string[] = [];
    for (const operation of names) {
      const call = calls.get(operation);
      if (!call) throw new Error(`/docs does not show ${operation}`);
      ran.add(operation);
      for (const [at, request] of call.requests.entries()) {
        const url = job === undefined ? request.url : request.url.replace(/(?<=\/jobs\/)[\da-f-]{36}/, job);
        const response = await send({ ...request, url });
        const text = await response.text();
        const isLike = response.status === call.status || (at > 0 && response.ok);
        const found = isLike ? [] : [`${response.status} ${text.slice(0, 300)}, shown as ${call.status}`];
        if (isLike && at === 0) found.push(...compareAnswers(call.answer, text, open));
        const about = `${operation}, ${request.headers["content-type"] ?? request.method}`;
        differences.push(...found.map((difference) => `${about}: ${difference}`));
      }
    }
    return differences;
  };
  const ran = new Set<string>();

  /** Resolves with the id of the job, once it has ended. */
  const importAll = async (...papers: readonly object[]) => {
    const headers = { "content-type": "application/json" };
    const answer = await ask("/v1/papers?wait=true", { method: "POST", headers, body: JSON.stringify({ papers }) });
    return ((await answer.json()) as { job: ListedJob }).job.id;
  };

  /** An upload that has not ended, so that its job has not either. */
  const openUpload = () => {
    const body = new PassThrough();
    body.write('{"title":"A paper of an open job"}\n');
    const headers = { "content-type": "application/x-ndjson", "x-file-name": "open.jsonl" };
    const answer = ask("/v1/papers", {
      method: "POST",
      headers,
      body: Readable.toWeb(body),
      duplex: "half",
    } as RequestInit);
    const findJob = async () => {
      const { jobs } = await read<{ jobs: { id: string; name?: string }[] }>("/v1/jobs?limit=1");
      return jobs.find(({ name }) => name === "open.jsonl")?.id;
    };
    return {
      async findJob() {
        await until("the upload has a job", async () => (await findJob()) !== undefined);
        return (await findJob())!;
      },
      async end() {
        body.end();
        await answer;
      },
    };
  };

  it("of searches and reads are answered as shown", async () => {
    const searches = ["searchPapers", "searchPapersByBody", "searchBatch", "findSimilar", "findSimilarToText"];
    const open = ["timings", "answers[].timings", "hits[].explanation"];
    expect(await run([...searches, "recommendPapers", "suggest"], { open })).toEqual([]);
    expect(await run(["listPapers", "readPaper", "listAuthors", "exportPapers", "exportSearch"])).toEqual([]);
    const service = ["readStats", "readHealth", "readReadiness", "readMetrics", "readDocs"];
    expect(await run(service)).toEqual([]);
    expect(await run(["readOpenApi"], { open: [""] })).toEqual([]);
    expect(await run(["startSession", "endSession"])).toEqual([]);
  });

  it("of the map are answered as shown, once it is drawn", async () => {
    expect(await run(["cancelDrawing", "drawMap"])).toEqual([]);
    await until("the map is drawn", async () => (await read<{ state: string }>("/v1/map/state")).state === "ready");
    expect(await run(["readMap", "readMapState", "readPlace", "readOverview"])).toEqual([]);
  });

  it("of duplicates and merged records are answered as shown, once there are some", async () => {
    const { title, abstract, authors } = await read<Sample>("/v1/papers/arxiv%3A2106.04647");
    const merged = { title, authors, year: 2021, keywords: ["adapters"] };
    const job = await importAll(merged, {
      id: "neurips:compacter",
      title,
      abstract,
      authors,
      venue: "NeurIPS",
      year: 2021,
    });
    expect(await run(["listNotices"], { job })).toEqual([]);
    expect(await run(["listDuplicatesOf", "listDuplicates"])).toEqual([]);
  });

  it("of an import and its job are answered as shown", async () => {
    expect(await run(["addPapers"])).toEqual([]);
    const { jobs } = await read<{ jobs: readonly ListedJob[] }>("/v1/jobs");
    const job = jobs.findLast(({ counts }) => counts.failed > 0)!.id;
    await until("the job has ended", async () => (await read<ListedJob>(`/v1/jobs/${job}`)).state === "completed");
    expect(await run(["readJob", "listFailures", "followJob"], { job })).toEqual([]);
  });

  it("of steering a job are answered as shown", async () => {
    const upload = openUpload();
    try {
      const job = await upload.findJob();
      expect(await run(["listJobs", "pauseJob", "resumeJob", "cancelJob"], { job })).toEqual([]);
      await upload.end();
      expect(await run(["retryJob"], { job })).toEqual([]);
    } finally {
      await upload.end();
    }
  });

  it("of changes are answered as shown", async () => expect(await run(["replacePaper", "patchPaper"])).toEqual([]));

  it("of versions are answered as shown, once there are two", async () => {
    const { title, authors } = await read<Sample>("/v1/papers/arxiv%3A2106.04647");
    const versions = [1, 2].map((version) => ({ arxivId: `2106.04647v${version}`, date: `2021-0${version}-08` }));
    await importAll(...versions.map((version) => ({ title, authors, ...version })));
    expect(await run(["listVersions"])).toEqual([]);
  });

  it("of models are answered as shown, one after another", async () => {
    const untilState = (wanted: string | undefined) =>
      until(`the other model is ${wanted}`, async () => {
        const { otherModel } = await read<{ otherModel?: { state: string } }>("/v1/reindex");
        return otherModel?.state === wanted;
      });
    expect(await run(["changeModel", "readModels"])).toEqual([]);
    await untilState("ready");
    expect(await run(["compareModels", "switchModel", "rollBackModel", "dropModel"])).toEqual([]);
    await untilState(undefined);
  });

  it("in documents are accepted", async () => {
    const texts = await Promise.all(documents.map((path) => readFile(join(checkoutRoot, path), "utf8")));
    const commands = texts.flatMap(readCurlExamples);
    expect(commands.length).toBeGreaterThanOrEqual(documents.length);
    const refused: string[] = [];
    for (const command of commands) {
      const request = parseCurl(command);
      const answer = await send({ ...request, headers: { authorization: `Bearer ${key}`, ...request.headers } });
      if (!answer.ok) refused.push(`${command}: ${await answer.text()}`);
    }
    expect(refused).toEqual([]);
  });

  it("of removals are answered as shown", async () => expect(await run(["removePapers", "removePaper"])).toEqual([]));

  it("are all of those of the page, but for what readers keep, whose examples the test of OpenAPI sends", () => {
    const list: OperationList = operations;
    const isKept = (name: string) => /Collections|Follows|Trends|Delivery/.test(list[name]!.tag);
    expect([...calls.keys()].filter((operation) => !ran.has(operation) && !isKept(operation))).toEqual([]);
  });

  it("of an error says what is shown", async () => {
    const text = await readFile(join(checkoutRoot, "docs/api.md"), "utf8");
    const [, shown = ""] = /```json\n(\{\s*"type": "urn:paperkin:error[^]*?)```/.exec(text) ?? [];
    expect(await read("/v1/search?q=bees&limit=1000&venu=ICML")).toEqual(JSON.parse(shown));
  });
});
