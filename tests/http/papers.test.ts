import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../src/client/index.js";
import { ask, expectProblem, idsOf, jobOf, pathsOf, postJson, postText } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";
import { until } from "../support/until.js";

let server: TestServer;
let papers: string;
beforeAll(async () => {
  server = await startTestServer({ config: { bodyLimitBytes: 100_000 } });
  papers = `${server.url}/v1/papers`;
});
afterAll(() => server.close());

describe("POST /v1/papers", () => {
  it("accepts papers immediately with 202 and their job", async () => {
    const reply = await postJson(papers, { papers: [{ id: "now", title: "Accepted now" }] });
    expect(reply.status).toBe(202);
    expect(jobOf(reply)).toMatchObject({
      id: expect.any(String),
      counts: { total: 1, accepted: 1, unchanged: 0, failed: 0 },
    });
    expect((await ask(`${papers}/now`)).body).toMatchObject({ id: "now", title: "Accepted now" });
  });

  it("answers 200 once the papers are found by meaning, with wait=true", async () => {
    const reply = await postJson(`${papers}?wait=true`, { papers: [{ id: "waited", title: "quokka burrows" }] });
    expect([reply.status, jobOf(reply).state, jobOf(reply).counts.embedded]).toEqual([200, "completed", 1]);
    expect(idsOf(await ask(`${server.url}/v1/search?q=quokka&mode=semantic`))[0]).toBe("waited");
  });

  it("gives the job the requested priority, and rejects an unknown one", async () => {
    const send = (query: string) => postJson(`${papers}${query}`, { papers: [{ id: "urgent", title: "Urgent" }] });
    expect(jobOf(await send("")).priority).toBe("normal");
    expect(jobOf(await send("?priority=high")).priority).toBe("high");
    expect(pathsOf(expectProblem(await send("?priority=urgent"), 400, "bad_input"))).toEqual(["priority"]);
  });

  it("accepts a paper without an abstract, and strips control characters from text", async () => {
    const paper = { id: "control", title: "A\u0000 ti\u200btle\u0007", abstract: null, authors: ["Ada\tLovelace"] };
    expect(jobOf(await postJson(`${papers}?wait=true`, { papers: [paper] })).counts).toMatchObject({
      accepted: 1,
      failed: 0,
    });
    expect((await ask(`${papers}/control`)).body).toEqual({
      id: "control",
      title: "A title",
      authors: ["Ada Lovelace"],
      categories: [],
      keywords: [],
    });
  });

  it("rejects only the invalid paper, and reports its position", async () => {
    const reply = await postJson(`${papers}?wait=true`, {
      papers: [
        { id: "fine", title: "Fine" },
        { id: "odd", title: ["x"] },
        { id: "half \ud83d", title: "Its id would be another in the store" },
      ],
    });
    expect(jobOf(reply)).toMatchObject({ state: "completed", counts: { total: 3, accepted: 1, failed: 2 } });
    const { body } = await ask(`${server.url}/v1/jobs/${jobOf(reply).id}/failures`);
    expect(body["failures"]).toEqual([
      { line: 2, id: "odd", reason: "the title is a list of 1: expected text" },
      { line: 3, id: "half \uFFFD", reason: 'the id "half \uFFFD" has half of a character' },
    ]);
  });

  it.each([
    ["truncated JSON", '{"papers":[', "application/json"],
    ["no list of papers", "{}", "application/json"],
    ["an empty list", '{"papers":[]}', "application/json"],
    ["a list that is none", '{"papers":"all"}', "application/json"],
    ["a body that is no object", "[1]", "application/json"],
    ["plain text", "a paper", "text/plain"],
  ])("rejects %s", async (_what, body, type) => {
    expectProblem(await postText(papers, body, type), 400, "bad_input");
  });

  it.each([
    ["a form", "papers=1", "application/x-www-form-urlencoded"],
    ["an unknown charset", '{"papers":[]}', "application/json; charset=klingon"],
  ])("does not accept the type of %s", async (_what, body, type) => {
    expectProblem(await postText(papers, body, type), 415, "unsupported_type");
  });

  it("rejects a request without a body, or with an invalid parameter", async () => {
    expectProblem(await ask(papers, { method: "POST" }), 400, "bad_input");
    expect(
      pathsOf(expectProblem(await postJson(`${papers}?wait=perhaps`, { papers: [{ title: "t" }] }), 400, "bad_input")),
    ).toEqual(["wait"]);
  });

  it("rejects a body over the limit, and names the limit and the alternative", async () => {
    const body = expectProblem(await postJson(papers, { papers: [{ title: "x".repeat(100_000) }] }), 413, "too_large");
    expect(body["detail"]).toBe(
      "The body is larger than 100000 bytes, the limit here. Papers sent as application/x-ndjson are streamed, without a limit.",
    );
  });
});

describe("POST /v1/papers with lines", () => {
  const ndjson = "application/x-ndjson";

  it("accepts valid lines, and reports the number of a broken line between them", async () => {
    const lines = ['{"id":"line-1","title":"One"}', '{"id":"line-2","title":', "", '{"id":"line-4","title":"Four"}'];
    const reply = await postText(`${papers}?wait=true`, lines.join("\r\n"), ndjson);
    expect(jobOf(reply)).toMatchObject({
      state: "completed",
      counts: { total: 3, accepted: 2, embedded: 2, failed: 1 },
    });
    const { body } = await ask(`${server.url}/v1/jobs/${jobOf(reply).id}/failures`);
    expect(body["failures"]).toEqual([
      { line: 2, id: "line-2", reason: expect.stringMatching(/^the line is not JSON: /) },
    ]);
  });

  it("accepts more than the limit of a JSON body", async () => {
    const lines = Array.from({ length: 300 }, (_, index) =>
      JSON.stringify({ id: `many-${index}`, title: `Many ${index}`, abstract: "x".repeat(1000) }),
    );
    expect(jobOf(await postText(papers, `${lines.join("\n")}\n`, `${ndjson}; charset=utf-8`)).counts).toMatchObject({
      total: 300,
      accepted: 300,
    });
  });

  it("keeps the papers received before a client disconnects, and continues to serve", async () => {
    const upload = request(papers, { method: "POST", headers: { "Content-Type": ndjson } });
    upload.on("error", () => undefined);
    for (let index = 0; index < 40; index += 1) upload.write(`{"id":"cut-${index}","title":"Cut ${index}"}\n`);
    upload.write('{"id":"cut-40","ti');
    await until("the first slice is kept", async () => (await ask(`${papers}/cut-31`)).status === 200);
    const closed = new Promise((resolve) => upload.once("close", resolve));
    upload.destroy();
    await closed;
    await until("the last whole line is kept", async () => (await ask(`${papers}/cut-39`)).status === 200);
    await until("the job ends", async () => {
      const { body } = await ask(`${server.url}/v1/jobs?limit=1`);
      return (body["jobs"] as { state: string }[])[0]?.state === "completed";
    });
    expectProblem(await ask(`${papers}/cut-40`), 404, "not_found");
  });
});

describe("/v1/papers/{id}", () => {
  const doiId = "doi:10.1000/a:b/c";

  it("reads and removes a paper whose id contains / and :", async () => {
    await postJson(`${papers}?wait=true`, {
      papers: [
        { title: "Slashed", doi: "10.1000/a:b/c" },
        { title: "Old", arxivId: "math/0211159v2" },
      ],
    });
    expect((await ask(`${papers}/${encodeURIComponent(doiId)}`)).body).toMatchObject({ id: doiId, title: "Slashed" });
    expect((await ask(`${papers}/${encodeURIComponent("arxiv:math/0211159")}`)).body).toMatchObject({ title: "Old" });
    expect((await ask(`${papers}/${encodeURIComponent(doiId)}/similar`)).status).toBe(200);
    const removed = await ask(`${papers}/${encodeURIComponent(doiId)}`, { method: "DELETE" });
    expect([removed.status, removed.body]).toEqual([204, { text: "" }]);
    expectProblem(await ask(`${papers}/${encodeURIComponent(doiId)}`), 404, "not_found");
  });

  it("answers 404 for an unknown paper", async () => {
    expect(expectProblem(await ask(`${papers}/none`), 404, "not_found")["detail"]).toBe("There is no paper none.");
    expectProblem(await ask(`${papers}/none`, { method: "DELETE" }), 404, "not_found");
    expectProblem(await ask(`${papers}/none/similar`), 404, "not_found");
  });

  it("rejects an id that is badly encoded or too long", async () => {
    expectProblem(await ask(`${papers}/%E0%A4%A`), 400, "bad_input");
    expect(pathsOf(expectProblem(await ask(`${papers}/${"x".repeat(501)}`), 400, "bad_input"))).toEqual(["id"]);
  });
});

describe("GET /v1/papers", () => {
  it("lists every paper once, page by page", async () => {
    const ids: string[] = [];
    let cursor = "";
    do {
      const { status, body } = await ask(`${papers}?limit=100${cursor && `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      ids.push(...(body["papers"] as { id: string }[]).map(({ id }) => id));
      cursor = (body["cursor"] as string | undefined) ?? "";
    } while (cursor !== "");
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength((await server.library.services.readStats()).papers.papers);
  });

  it.each([
    ["limit=0", "limit"],
    ["limit=10000", "limit"],
    ["limit=ten", "limit"],
    ["cursor=nonsense", "cursor"],
  ])("rejects %s", async (query, path) => {
    expect(pathsOf(expectProblem(await ask(`${papers}?${query}`), 400, "bad_input"))).toEqual([path]);
  });
});

describe("GET /v1/papers/{id}/versions", () => {
  it("lists the versions of a paper, newest first, also through the client", async () => {
    const empty = await startTestServer({ workers: 0 });
    try {
      const client = createClient({ url: empty.url });
      for (const version of [1, 3, 2])
        await client.addPapers([{ title: `Version ${version}`, arxivId: `2301.01234v${version}` }]);
      const versions = await client.versions("arxiv:2301.01234");
      expect(versions.map(({ version, title, kept }) => [version, title, kept])).toEqual([
        [3, "Version 3", true],
        [2, "Version 2", false],
        [1, "Version 1", false],
      ]);
      expectProblem(await ask(`${empty.url}/v1/papers/nothing/versions`), 404, "not_found");
    } finally {
      await empty.close();
    }
  }, 60_000);
});
