import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCurl, readCurlExamples } from "../support/shell-examples.js";
import { isOfDesk, openShownCalls, type ShownCalls, shownKey } from "../support/shown-calls.js";
import { checkoutRoot } from "../support/spawn-program.js";
import { oneModelMissing } from "../support/test-model.js";
import { until } from "../support/until.js";

const skipped = oneModelMissing ? ` (skipped: ${oneModelMissing})` : "";
const documents = ["README.md", "docs/api.md", "docs/ingesting.md", "docs/searching.md"];

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
  let shown: ShownCalls;
  beforeAll(async () => {
    shown = await openShownCalls();
  }, 60_000);
  afterAll(() => shown?.close());
  const run: ShownCalls["run"] = (...given) => shown.run(...given);
  const read: ShownCalls["read"] = (path) => shown.read(path);

  /** An upload that has not ended, so that its job has not either. */
  const openUpload = () => {
    const body = new PassThrough();
    body.write('{"title":"A paper of an open job"}\n');
    const headers = { "content-type": "application/x-ndjson", "x-file-name": "open.jsonl" };
    const answer = shown.ask("/v1/papers", {
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
    const job = await shown.importAll(merged, {
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
    await shown.importAll(...versions.map((version) => ({ title, authors, ...version })));
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
      const answer = await shown.send({
        ...request,
        headers: { authorization: `Bearer ${shownKey}`, ...request.headers },
      });
      if (!answer.ok) refused.push(`${command}: ${await answer.text()}`);
    }
    expect(refused).toEqual([]);
  });

  it("of removals are answered as shown", async () => expect(await run(["removePapers", "removePaper"])).toEqual([]));

  it("are all of those of the page, but for those on the desk, which have a test of their own", () => {
    expect(shown.listOthers((operation) => !isOfDesk(operation))).toEqual([]);
  });

  it("of an error says what is shown", async () => {
    const text = await readFile(join(checkoutRoot, "docs/api.md"), "utf8");
    const [, problem = ""] = /```json\n(\{\s*"type": "urn:paperkin:error[^]*?)```/.exec(text) ?? [];
    expect(await read("/v1/search?q=bees&limit=1000&venu=ICML")).toEqual(JSON.parse(problem));
  });
});
