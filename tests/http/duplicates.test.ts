import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { duplicatesAnswerSchema } from "../../src/domain/duplicates/answer.js";
import { ask, expectProblem, pathsOf } from "../support/http-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const animals = ["ant", "bee", "cat"];

describe("Near-duplicates over HTTP", () => {
  let server: TestServer;
  let duplicates: string;
  beforeAll(async () => {
    const papers = animals.flatMap((name) =>
      ["draft", "final"].map((version) => ({ id: `${name}-${version}`, title: `The long life of the ${name}` })),
    );
    server = await startTestServer({ papers: [...papers, { id: "whale", title: "Whales sing" }] });
    duplicates = `${server.url}/v1/duplicates`;
  });
  afterAll(() => server.close());

  const read = async (query = "") => {
    const { body } = await ask(`${duplicates}${query}`);
    const { groups, ...rest } = duplicatesAnswerSchema.parse(body);
    return { ids: groups.map(({ papers }) => papers.map(({ paper }) => paper.id)), ...rest };
  };

  it("returns the groups of near-duplicates and their number", async () => {
    const ids = animals.map((name) => [`${name}-draft`, `${name}-final`]);
    expect(await read()).toEqual({ ids, total: 3 });
  });

  it("returns them page by page", async () => {
    const first = await read("?limit=2");
    expect(first).toEqual({ ids: [expect.anything(), expect.anything()], total: 3, cursor: expect.any(String) });
    expect(await read(`?limit=2&cursor=${first.cursor}`)).toEqual({ ids: [["cat-draft", "cat-final"]], total: 3 });
  });

  it("returns those of one paper", async () => {
    const readOf = async (id: string) => ask(`${server.url}/v1/papers/${id}/duplicates?fields=year`);
    const { body } = await readOf("bee-draft");
    expect(body).toEqual({ papers: [{ paper: { id: "bee-final" }, similarity: expect.any(Number) }] });
    expect((await readOf("whale")).body).toEqual({ papers: [] });
    expectProblem(await readOf("unicorn"), 404, "not_found");
  });

  it.each([
    ["limit=0", "limit"],
    ["limit=1001", "limit"],
    ["limit=x", "limit"],
    ["cursor=x", "cursor"],
    [`cursor=${"1".repeat(101)}`, "cursor"],
  ])("rejects %s", async (query, path) => {
    expect(pathsOf(expectProblem(await ask(`${duplicates}?${query}`), 400, "bad_input"))).toEqual([path]);
  });
});
