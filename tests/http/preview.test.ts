import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { previewSchema } from "../../src/domain/ingest/preview.js";
import { ask, expectProblem, pathsOf, postJson, postText } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

describe("POST /v1/papers?dryRun=true", () => {
  let server: TestServer;
  let dryRun: string;
  beforeAll(async () => {
    server = await startTestServer({ papers: [{ id: "here", title: "Here already" }] });
    dryRun = `${server.url}/v1/papers?dryRun=true`;
  });
  afterAll(() => server.close());

  it("answers 200 with what would happen to the papers, and stores none", async () => {
    const reply = await postJson(dryRun, { papers: [{ id: "here", title: "Here already" }, { title: "New" }, {}] });
    expect(reply.status).toBe(200);
    const preview = previewSchema.parse(reply.body["preview"]);
    expect(preview).toMatchObject({
      counts: { total: 3, accepted: 1, new: 1, merged: 0, unchanged: 1, failed: 1 },
      titles: ["New"],
      rejected: [{ line: 3, reason: "there is no title" }],
      embedding: { papers: 1, rateSource: "timed" },
    });
    expect((await ask(`${server.url}/v1/stats`)).body).toMatchObject({ papers: { papers: 1 } });
    expect(((await ask(`${server.url}/v1/jobs`)).body["jobs"] as unknown[]).length).toBe(1);
  });

  it("reads JSON Lines, and reports their line numbers", async () => {
    const reply = await postText(dryRun, '{"title":"one"}\n\n{broken\n{"title":"one"}\n', "application/x-ndjson");
    expect(reply.body["preview"]).toMatchObject({
      counts: { total: 3, new: 1, unchanged: 1, failed: 1 },
      rejected: [{ line: 3, reason: expect.stringContaining("not JSON") }],
    });
  });

  it("reads a file of any format, names the format, and rejects unknown ones", async () => {
    const table = await postText(dryRun, "Title,Year\nOne,2020\n,2021\n", "application/octet-stream");
    expect(table.body).toMatchObject({
      source: { format: "csv", columns: { title: "Title", year: "Year" } },
      preview: { counts: { total: 2, new: 1, failed: 1 }, titles: ["One"] },
    });
    expectProblem(await postText(dryRun, "\u0001\u0002\u0003", "application/octet-stream"), 400, "bad_input");
  });

  it("shows the columns and first rows of a table, also if none is known to have the titles", async () => {
    const type = "application/octet-stream";
    const known = await postText(`${dryRun}&map=extra.stage:Phase&map=year:`, "Title,Year,Phase\nOne,2020,in\n", type);
    const columns = [{ name: "Title", field: "title" }, { name: "Year" }, { name: "Phase", field: "extra.stage" }];
    expect(known.body["source"]).toEqual({
      format: "csv",
      columns: { title: "Title", "extra.stage": "Phase" },
      table: { columns, rows: [["One", "2020", "in"]] },
    });
    const unknown = await postText(`${dryRun}&format=csv`, "Werk,Jahr\nEins,2020\n", type);
    expect(pathsOf(expectProblem(unknown, 400, "bad_input"))).toEqual(["map.title"]);
    const named = [{ name: "Werk" }, { name: "Jahr", field: "year" }];
    expect(unknown.body["table"]).toEqual({ columns: named, rows: [["Eins", "2020"]] });
  });

  it("rejects other values, and everything that POST /v1/papers rejects", async () => {
    const wrong = expectProblem(await postJson(`${server.url}/v1/papers?dryRun=1`, { papers: [{}] }), 400, "bad_input");
    expect(pathsOf(wrong)).toEqual(["dryRun"]);
    expectProblem(await postJson(dryRun, { papers: [] }), 400, "bad_input");
  });

  it("is documented with both responses", async () => {
    const { body } = await ask(`${server.url}/openapi.json`);
    const paths = body["paths"] as Record<string, Record<string, { responses: Record<string, unknown> }>>;
    const responses = paths["/v1/papers"]?.["post"]?.responses ?? {};
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(["200", "202"]));
    expect(JSON.stringify(responses["200"])).toContain("diskBytes");
  });
});
