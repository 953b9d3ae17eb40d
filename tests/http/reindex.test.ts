import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { createClient, type PaperkinClient } from "../../src/client/index.js";
import { compareAnswerSchema, modelsAnswerSchema } from "../../src/domain/models/change.js";
import { ask, expectProblem, postJson } from "../support/http-client.js";
import { samplePapers } from "../support/sample-papers.js";
import { otherFakeModel as next } from "../support/test-library.js";
import { startTestServer, type TestServer } from "../support/test-server.js";
import { until } from "../support/until.js";

describe("/v1/reindex", () => {
  let server: TestServer;
  let client: PaperkinClient;
  let reindex: string;
  beforeAll(async () => {
    server = await startTestServer({ papers: samplePapers, opening: "serve" });
    client = createClient({ url: server.url });
    reindex = `${server.url}/v1/reindex`;
  });
  afterAll(() => server.close());

  const { id, dimensions } = createFakeEmbedder().model;
  const inUse = { id, dimensions };

  it("rejects each step without a second model, and an unknown model", async () => {
    expect((await ask(reindex)).body).toEqual({ model: inUse });
    for (const step of ["switch", "rollback", "compare"])
      expectProblem(await postJson(`${reindex}/${step}`, {}), 409, "conflict");
    expectProblem(await ask(reindex, { method: "DELETE" }), 409, "conflict");
    expectProblem(await postJson(reindex, { model: "unheard-of" }), 404, "not_found");
    expectProblem(await postJson(reindex, {}), 400, "bad_input");
  });

  it("starts, reports progress here and in the stats, compares, switches, switches back and drops", async () => {
    const begun = await postJson(reindex, { model: next.id });
    expect(begun.status).toBe(202);
    expect(modelsAnswerSchema.parse(begun.body).model).toEqual(inUse);
    await until("it is ready", async () => (await client.reindex.status()).otherModel?.state === "ready", 60_000);
    expect((await client.stats()).otherModel).toMatchObject({ ...next, embedded: samplePapers.length, missing: 0 });
    const compared = compareAnswerSchema.parse((await postJson(`${reindex}/compare`, {})).body);
    expect(compared).toMatchObject({ model: inUse.id, otherModel: next.id });
    expect(compared.queries.length).toBeGreaterThan(0);
    const { queries } = await client.reindex.compare({ queries: ["words"] });
    expect(queries.map(({ query }) => query)).toEqual(["words"]);
    expect((await client.reindex.switch()).otherModel).toMatchObject({ id: inUse.id, state: "kept" });
    expect((await client.stats()).model).toEqual(next);
    expect((await client.reindex.rollback()).model).toEqual(inUse);
    expect((await client.reindex.drop()).otherModel).toMatchObject({ id: next.id });
    await until("it is gone", async () => (await client.reindex.status()).otherModel === undefined, 60_000);
  });
});
