import { InMemoryTransport } from "@modelcontextprotocol/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMcpServer } from "../../src/mcp/server.js";
import { localReader } from "../../src/domain/readers/named-key.js";
import { bindDesk } from "../../src/operations/desk/bind-desk.js";
import type { ToolLibrary } from "../../src/mcp/tool.js";
import type { Services } from "../../src/services/services.js";
import { answerPapers } from "../support/answer-papers.js";
import { connectClient, hitIds, type McpClient } from "../support/mcp-client.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const defects: unknown[] = [];

async function connect(
  services: ToolLibrary & Partial<Pick<Services, "desk">>,
  maxWaitMs = 20_000,
): Promise<McpClient> {
  const [mine, theirs] = InMemoryTransport.createLinkedPair();
  const logDefect = (error: unknown) => void defects.push(error);
  const library = { ...services, desk: bindDesk(services.desk ?? {}, localReader) };
  await createMcpServer({ library, version: "1.2.3", logDefect, maxWaitMs }).connect(theirs);
  return connectClient(mine);
}

describe("the tools", () => {
  let library: TestLibrary;
  let assistant: McpClient;
  beforeAll(async () => {
    library = await openTestLibrary();
    await ingest(library.services, answerPapers);
    assistant = await connect(library.services);
  });
  afterAll(async () => {
    await assistant.client.close();
    await library.dispose();
  });

  it("are twelve, with behaviour hints and descriptions of input and output", async () => {
    const { tools } = await assistant.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      "search_papers",
      "similar_papers",
      "recommend_papers",
      "trending_topics",
      "get_paper",
      "ingest_papers",
      "list_collections",
      "read_collection",
      "add_to_collection",
      "follow_question",
      "read_inbox",
      "dismiss_papers",
    ]);
    for (const { name, annotations, description, inputSchema, outputSchema } of tools) {
      const readOnlyHint = !["ingest_papers", "add_to_collection", "follow_question", "dismiss_papers"].includes(name);
      expect(annotations).toEqual({ readOnlyHint, destructiveHint: false, idempotentHint: true, openWorldHint: false });
      expect(description?.length).toBeGreaterThan(300);
      expect([inputSchema["additionalProperties"], outputSchema?.type]).toEqual([false, "object"]);
    }
    expect(assistant.client.getServerVersion()).toMatchObject({ name: "paperkin", version: "1.2.3" });
    expect(assistant.client.getInstructions()).toContain("Start with search_papers");
  });

  it("describe every field of a search", async () => {
    const { tools } = await assistant.client.listTools();
    const { properties = {} } = tools[0]?.inputSchema ?? {};
    const silent = Object.entries(properties).filter(([, field]) => !("description" in (field as object)));
    expect(silent).toEqual([]);
    const { filter } = properties as { filter: { properties: Record<string, { description?: string }> } };
    expect(Object.values(filter.properties).filter(({ description }) => description === undefined)).toEqual([]);
  });

  it("search by words and meaning, and explain in text why each paper was found", async () => {
    const found = await assistant.call("search_papers", { query: "neural network grasping" });
    expect(hitIds(found)[0]).toBe("robot");
    expect(found.answer["total"]).toBe(5);
    expect(found.text).toContain("5 of 5 papers found:\n\n1. Robots that grasp (2021)\n   Grace Hopper · icml\n");
    expect(found.text).toMatch(/id: robot · score \d\.\d\d · by words and meaning: grasp, grasping, neural, network\n/);
  });

  it("support the query syntax and whole-name filters", async () => {
    const lastName = await assistant.call("search_papers", { query: "networks author:noether -survey" });
    expect(hitIds(lastName)).toEqual(["deep"]);
    const venue = await assistant.call("search_papers", {
      query: "networks",
      filter: { venue: "ICML", yearFrom: 2020 },
    });
    expect(hitIds(venue)).toEqual(["robot"]);
  });

  it("page by cursor, and list facet values", async () => {
    const query = "network";
    const first = await assistant.call("search_papers", { query, limit: 2, facets: ["venue"] });
    const { cursor } = first.answer as { cursor: string };
    expect(first.text).toContain(`Next page: the same call with cursor ${cursor}`);
    expect(first.text).toMatch(/venue: .*Letters \(2\)/);
    const second = await assistant.call("search_papers", { query, limit: 2, cursor });
    const ids = [...hitIds(first), ...hitIds(second)];
    expect(new Set(ids).size).toBe(4);
  });

  it("report when nothing is a good match and when nothing is found", async () => {
    const poor = await assistant.call("search_papers", { query: "herring" });
    expect(poor.answer["noGoodMatch"]).toBe(true);
    expect(poor.text).toMatch(/^No good match/);
    const none = await assistant.call("search_papers", { query: "networks", filter: { venue: "Nowhere" } });
    const [first, note] = none.text.split("\n\n");
    expect([first, note, none.answer["hits"], none.isError]).toEqual([
      "Nothing found among 5 papers. Leave out filters, phrases and exclusions, or use other words.",
      expect.stringMatching(/^Note: 4 of 5 papers are found by meaning/),
      [],
      false,
    ]);
  });

  it("say what of a question could not be followed", async () => {
    const missing = await assistant.call("search_papers", { query: '"network neural grasp"' });
    expect(missing.text).toMatch(/^Note: .*network neural grasp/m);
    const nothing = await assistant.call("search_papers", { query: "arXiv:9901.00001" });
    expect(nothing.text).toMatch(/^Nothing found among 5 papers.*\n\nNote: .*9901\.00001/);
  });

  it("explain hits with the most similar sentence on request", async () => {
    const found = await assistant.call("search_papers", { query: "networks that see cats", explain: true, limit: 1 });
    expect(found.text).toContain("most similar sentence: “It learns to see cats.”");
  });

  it("find papers similar to a paper, without the paper itself, or to a text", async () => {
    const like = await assistant.call("similar_papers", { id: "deep", limit: 2 });
    expect(hitIds(like)).not.toContain("deep");
    expect(hitIds(like)).toHaveLength(2);
    const text = await assistant.call("similar_papers", { title: "Robots", abstract: "Grasping.", limit: 1 });
    expect(hitIds(text)).toEqual(["robot"]);
    expect(text.text).toMatch(/^1 paper like “Robots”/);
  });

  it("recommend from liked and disliked papers, naming the liked paper responsible", async () => {
    const found = await assistant.call("recommend_papers", {
      positive: [{ id: "deep" }, { title: "Robots", abstract: "They grasp." }],
      negative: [{ id: "graph" }],
    });
    expect(hitIds(found)[0]).toBe("robot");
    expect(found.text).toMatch(/like “Robots” \(cosine 0\.\d\d\)|like deep \(cosine 0\.\d\d\)/);
  });

  it("read one paper or several, and list those that do not exist", async () => {
    const one = await assistant.call("get_paper", { id: "graph" });
    expect(one.answer).toMatchObject({ papers: [{ id: "graph", categories: ["cs.LG", "stat.ML"] }], unknown: [] });
    expect(one.text).toContain("categories: cs.LG, stat.ML");
    const several = await assistant.call("get_paper", { ids: ["deep", "gone", "robot"] });
    expect(several.answer).toMatchObject({ papers: [{ id: "deep" }, { id: "robot" }], unknown: ["gone"] });
    expect(several.text).toMatch(/There is no paper gone\.$/);
  });

  it.each([
    ["get_paper", { id: "gone" }, "There is no paper gone. Use an id from an answer of search_papers."],
    ["similar_papers", { id: "gone" }, "There is no paper gone. Use an id from an answer of search_papers."],
    ["recommend_papers", { positive: [{ id: "mute" }] }, "no vector yet"],
    [
      "search_papers",
      { query: "a", filter: { venu: "ICML" } },
      "there is no field 'filter.venu'; did you mean 'filter.venue'?",
    ],
    ["search_papers", { query: "a", limit: 51 }, "limit must be a whole number from 1 to 50, not 51"],
    ["search_papers", { query: "a", year: 2019 }, "there is no field 'year'; did you mean 'filter.year'?"],
    ["search_papers", { query: "a", cursor: "nonsense" }, "cursor"],
    [
      "get_paper",
      { ids: Array.from({ length: 21 }, (_, at) => `p${at}`) },
      "ids must be a list of 1 to 20, not a list of 21",
    ],
    ["get_paper", {}, "id or ids must be given, and not both"],
    ["similar_papers", { id: "deep", title: "Deep" }, "id or title must be given, and not both"],
    ["similar_papers", { id: "deep", abstract: "Deep" }, "abstract must not be combined with an id"],
    ["ingest_papers", { papers: [] }, "papers must be a list of 1 to 300, not a list of 0"],
    [
      "ingest_papers",
      { papers: Array.from({ length: 301 }, () => ({ title: "x" })) },
      "papers must be a list of 1 to 300, not a list of 301",
    ],
  ])("answer an invalid call of %s with a one-line error (%#)", async (tool, parameters, expected) => {
    const { isError, text } = await assistant.call(tool, parameters);
    expect(isError).toBe(true);
    expect(text).toContain(expected);
    expect(text).not.toMatch(/\n|\bat .*\.(ts|js):/);
  });

  it("come with a prompt for a literature review", async () => {
    const { messages } = await assistant.client.getPrompt({
      name: "literature_review",
      arguments: { topic: "grasping", years: "2019..2021" },
    });
    expect(messages).toHaveLength(1);
    expect(messages[0]?.content).toMatchObject({ type: "text", text: expect.stringContaining("year:2019..2021") });
  });
});

describe("an empty library", () => {
  it("says that it is empty and how to add papers", async () => {
    const library = await openTestLibrary();
    const { client, call } = await connect(library.services);
    const { text, isError } = await call("search_papers", { query: "anything" });
    expect([isError, text]).toEqual([false, expect.stringContaining("has no papers yet. Add papers with ingest")]);
    await client.close();
    await library.dispose();
  });
});

describe("long texts", () => {
  it("are shortened in lists, and returned whole up to a limit when a paper is read", async () => {
    const library = await openTestLibrary();
    const words = (count: number) => "word ".repeat(count).trim();
    const authors = Array.from({ length: 300 }, (_, at) => `Author ${at}`);
    await ingest(library.services, [
      { id: "long", title: "A long abstract", abstract: words(1_000), authors },
      { id: "longer", title: "A book", abstract: words(9_000) },
    ]);
    const { client, call } = await connect(library.services);
    const [hit] = (await call("search_papers", { query: "long", limit: 1 })).answer["hits"] as [
      { paper: { abstract: string; authors: string[] } },
    ];
    expect(hit.paper.abstract).toBe(`${words(64)} …`);
    expect(hit.paper.authors).toHaveLength(8);
    const { papers } = (await call("get_paper", { ids: ["long", "longer"] })).answer as {
      papers: { abstract: string; authors: string[] }[];
    };
    expect(papers.map(({ abstract }) => abstract)).toEqual([words(1_000), `${words(3_000)} …`]);
    expect(papers[0]?.authors).toHaveLength(100);
    await client.close();
    await library.dispose();
  });
});

describe("a tool with an internal error", () => {
  it("hides the details from the assistant and logs them", async () => {
    const failure = new TypeError("undefined is not a function");
    const failing = { readPaper: () => Promise.reject(failure) } as unknown as ToolLibrary;
    const { client, call } = await connect(failing);
    defects.length = 0;
    expect(await call("get_paper", { id: "a" })).toMatchObject({
      isError: true,
      text: "An internal error occurred in paperkin; its log has the details.",
    });
    expect(defects).toEqual([failure]);
    await client.close();
  });
});
