import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { operations } from "../../src/operations/index.js";
import type { OperationList } from "../../src/operations/operation.js";
import { ask, expectProblem, postJson, type Reply, sendJson } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const list: OperationList = operations;
const guarded = Object.entries(list).filter(([, { scope }]) => scope !== "open");

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ papers: [{ id: "tapir", title: "Tapirs at night", year: 2019 }] });
});
afterAll(() => server.close());

const addressOf = (path: string) => `${server.url}${path.replace("{id}", "tapir")}`;
const errorsOf = (reply: Reply) => expectProblem(reply, 400, "bad_input")["errors"];

describe("Every operation", () => {
  it.each(guarded)("%s refuses an unknown parameter by name", async (_name, { method, path }) => {
    const reply = await ask(`${addressOf(path)}?colour=blue`, { method: method.toUpperCase() });
    expect(errorsOf(reply)).toContainEqual({
      path: "colour",
      message: expect.stringMatching(/^there is no parameter 'colour'; /),
    });
  });

  const changing = guarded.filter(([, { method }]) => method !== "get");
  it.each(changing)("%s refuses an unknown field of its body by name", async (name, { method, path }) => {
    const id = name === "patchPaper" || name === "replacePaper" ? "tapir" : "none";
    const address = `${server.url}${path.replace("{id}", id)}`;
    // The fields of a follow depend on its kind.
    const known = name === "createFollow" ? { kind: "author" } : {};
    const reply = await sendJson(method.toUpperCase(), address, { ...known, colour: "blue" });
    expect(errorsOf(reply)).toContainEqual({
      path: "colour",
      message: expect.stringMatching(/^there is no field 'colour'; /),
    });
  });

  it("has schemas that are closed at every depth, but for papers, which are checked one by one", () => {
    const open = guarded.flatMap(([name, { params, query, body }]) =>
      [params, query, body].flatMap((schema) =>
        schema ? listOpen(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), name) : [],
      ),
    );
    expect(open.filter((place) => !/\.authorNames\b/.test(place))).toEqual([]);
  });

  it("that is open to all ignores what probes and browsers add", async () => {
    for (const path of ["/healthz", "/openapi.json", "/docs"])
      expect((await ask(`${server.url}${path}?t=1`)).status).toBe(200);
  });
});

/** The places of a schema at which any field is accepted. */
function listOpen(schema: z.core.JSONSchema._JSONSchema, place: string): string[] {
  if (typeof schema === "boolean") return [];
  const parts = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => listOpen(part, `${place}.${name}`));
  const others = [schema.items ?? [], schema.anyOf ?? [], schema.oneOf ?? []].flat();
  const isOpen = schema.type === "object" && (schema.additionalProperties ?? true) === true;
  return [...(isOpen ? [place] : []), ...parts, ...others.flatMap((part) => listOpen(part, place))];
}

describe("A name that is slightly wrong", () => {
  it.each([
    ["limt=5", "limt", "limit"],
    ["Limit=5", "Limit", "limit"],
    ["page=2", "page", "offset"],
    ["per_page=5", "per_page", "limit"],
    ["Year=2019", "Year", "year"],
    ["year_from=2019", "year_from", "yearFrom"],
    ["yearform=2019", "yearform", "yearFrom"],
    ["filter.year=2019", "filter.year", "year"],
    ["filter[year]=2019", "filter[year]", "year"],
    ["venue[]=ICML", "venue[]", "venue"],
    ["authors=Ada", "authors", "author"],
    ["categories=cs.LG", "categories", "category"],
    ["journal=Nature", "journal", "venue"],
    ["query=tapirs", "query", "q"],
    ["querry=tapirs", "querry", "q"],
    ["orderBy=date", "orderBy", "sort"],
  ])("in GET is refused with the right one: %s", async (query, path, meant) => {
    expect(errorsOf(await ask(`${server.url}/v1/search?q=tapirs&${query}`))).toEqual([
      { path, message: `there is no parameter '${path}'; did you mean '${meant}'?` },
    ]);
  });

  it.each([
    [{ filters: { year: 2019 } }, "filters", "filter"],
    [{ Query: "tapirs" }, "Query", "query"],
    [{ q: "tapirs" }, "q", "query"],
    [{ year: 2019 }, "year", "filter.year"],
    [{ year_to: 2019 }, "year_to", "filter.yearTo"],
    [{ filter: { yeer: 2019 } }, "filter.yeer", "filter.year"],
    [{ filter: { Year: 2019 } }, "filter.Year", "filter.year"],
    [{ filter: { id: "tapir" } }, "filter.id", "filter.ids"],
    [{ top_k: 5 }, "top_k", "limit"],
    [{ semantic_weight: 0.5 }, "semantic_weight", "semanticWeight"],
  ])("in POST is refused with the right one: %o", async (body, path, meant) => {
    expect(errorsOf(await postJson(`${server.url}/v1/search`, body))).toEqual([
      { path, message: `there is no field '${path}'; did you mean '${meant}'?` },
    ]);
  });

  it("is refused in nested lists, and of a paper that is edited", async () => {
    const liked = { positive: [{ id: "tapir", titel: "Tapirs" }] };
    expect(errorsOf(await postJson(`${server.url}/v1/recommendations`, liked))).toEqual([
      { path: "positive.0.titel", message: "there is no field 'positive.0.titel'; expected id" },
    ]);
    const patch = await sendJson("PATCH", `${server.url}/v1/papers/tapir`, { titel: "Tapirs by day" });
    expect(errorsOf(patch)).toEqual([{ path: "titel", message: "there is no field 'titel'; did you mean 'title'?" }]);
  });

  it("is ignored in a paper that is imported, because other programs know more fields", async () => {
    const reply = await postJson(`${server.url}/v1/papers`, { papers: [{ title: "Okapi", citations: 3 }] });
    expect(reply.status).toBe(202);
  });

  it("is not guessed if no known name is near", async () => {
    expect(errorsOf(await ask(`${server.url}/v1/stats?colour=blue`))).toEqual([
      { path: "colour", message: "there is no parameter 'colour'; expected no parameters" },
    ]);
    const [error] = errorsOf(await ask(`${server.url}/v1/papers?colour=blue`)) as { message: string }[];
    expect(error?.message).toMatch(/^there is no parameter 'colour'; expected cursor, limit/);
  });

  it("is refused even if it is one of every object's own", async () => {
    for (const name of ["constructor", "__proto__", "toString"]) {
      const reply = await ask(`${server.url}/v1/search?q=a&${name}=x`);
      expect(expectProblem(reply, 400, "bad_input")["detail"]).toContain(`there is no parameter '${name}'`);
    }
  });

  it("comes once for each name, with the other faults of the request", async () => {
    const reply = await ask(`${server.url}/v1/search?limt=5&ofset=2&mode=magic&q=a&q=b`);
    expect(expectProblem(reply, 400, "bad_input")["detail"]).toBe(
      "q must be given once, not 2 times; " +
        'mode must be one of hybrid, semantic, keyword, not "magic"; ' +
        "there is no parameter 'limt'; did you mean 'limit'?; there is no parameter 'ofset'; did you mean 'offset'?",
    );
  });
});
