import { InMemoryTransport } from "@modelcontextprotocol/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Job } from "../../src/domain/jobs/job.js";
import { localReader } from "../../src/domain/readers/named-key.js";
import { bindDesk } from "../../src/operations/desk/bind-desk.js";
import { createMcpServer } from "../../src/mcp/server.js";
import type { ToolLibrary } from "../../src/mcp/tool.js";
import { connectClient, hitIds, type McpClient } from "../support/mcp-client.js";
import { openTestLibrary, type TestLibrary, type TestLibraryOptions } from "../support/test-library.js";

const papers = [
  { title: "Tactile curricula", abstract: "A hand learns by touch.", arxivId: "2301.01234v2" },
  { title: "" },
  { title: "Silent", abstract: "[[fail]]" },
];

describe("ingest_papers", () => {
  let library: TestLibrary;
  let assistant: McpClient;
  const open = async (options: TestLibraryOptions, maxWaitMs: number, changed: Partial<ToolLibrary> = {}) => {
    library = await openTestLibrary(options);
    const [mine, theirs] = InMemoryTransport.createLinkedPair();
    const logDefect = (error: unknown) => {
      throw error;
    };
    const desk = bindDesk(library.services.desk, localReader);
    const services = { ...library.services, ...changed, desk };
    await createMcpServer({ library: services, version: "0", logDefect, maxWaitMs }).connect(theirs);
    assistant = await connectClient(mine);
  };
  beforeEach(() => {
    library = undefined as unknown as TestLibrary;
  });
  afterEach(async () => {
    await assistant.client.close();
    await library.dispose();
  });

  it("answers once the papers are found by meaning, and lists those that failed", async () => {
    await open({}, 20_000);
    const { answer, text, isError } = await assistant.call("ingest_papers", { papers });
    expect(isError).toBe(false);
    expect(answer).toMatchObject({
      job: { state: "completed", counts: { total: 3, accepted: 2, unchanged: 0, embedded: 1, failed: 2 } },
      failures: expect.arrayContaining([expect.objectContaining({ line: 2, reason: expect.any(String) })]),
    });
    expect(text).toMatch(/^3 papers: 2 new or changed, 0 unchanged, 2 failed\.\n- 2: there is no title/);
    const found = await assistant.call("search_papers", { query: "touch", mode: "semantic", limit: 1 });
    expect(hitIds(found)).toEqual(["arxiv:2301.01234"]);
    const again = await assistant.call("ingest_papers", { papers: papers.slice(0, 1) });
    expect(again.text).toBe("1 paper: 0 new or changed, 1 unchanged, 0 failed.");
  });

  it("answers with the running job when embedding takes too long", async () => {
    await open({ workers: 0 }, 1);
    const { answer, text } = await assistant.call("ingest_papers", { papers: papers.slice(0, 1) });
    expect((answer["job"] as Job).state).toBe("waiting");
    expect(text).toMatch(/Job \S+ continues: 0 of 1 are found by meaning, all by keyword\.$/);
    expect(hitIds(await assistant.call("search_papers", { query: "tactile" }))).toEqual(["arxiv:2301.01234"]);
  });

  it("reports progress to a client that requests it", async () => {
    await open({}, 20_000);
    const told: unknown[] = [];
    const call = { name: "ingest_papers", arguments: { papers: papers.slice(0, 1) } };
    await assistant.client.callTool(call, { onprogress: (progress) => void told.push(progress) });
    expect(told.at(-1)).toEqual({ progress: 1, total: 1, message: "1 of 1 papers embedded" });
  });

  it("stops waiting when the client cancels, and keeps the papers", async () => {
    const gone = new AbortController();
    let ended: Promise<unknown> = Promise.resolve();
    await open({ workers: 0 }, 20_000, {
      waitForJob(id, options) {
        ended = library.services.waitForJob(id, options).catch((error: unknown) => error);
        gone.abort();
        return ended as Promise<Job>;
      },
    });
    const call = { name: "ingest_papers", arguments: { papers: papers.slice(0, 1) } };
    await expect(assistant.client.callTool(call, { signal: gone.signal })).rejects.toThrow("aborted");
    expect(await ended).toMatchObject({ name: "AbortError" });
    expect((await library.services.readStats()).papers.papers).toBe(1);
  });
});
