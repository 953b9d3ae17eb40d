import { StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectClient, type McpClient } from "../support/mcp-client.js";
import { ingest } from "../support/test-library.js";
import { startTestServer, type TestServer } from "../support/test-server.js";
import { until } from "../support/until.js";

const whales = { id: "whales", title: "Whale song at night", abstract: "Whales sing a long song.", year: 2025 };

describe("the tools of follows over HTTP", () => {
  let server: TestServer;
  let ada: McpClient;
  beforeAll(async () => {
    const apiKeys = ["ada=first-key-1", "grace=second-key-2"];
    server = await startTestServer({ papers: [whales], apiKeys });
    ada = await connect("first-key-1");
  });
  afterAll(async () => {
    await ada.client.close();
    await server.close();
  });

  const connect = async (key: string): Promise<McpClient> => {
    const requestInit = { headers: { authorization: `Bearer ${key}` } };
    return connectClient(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), { requestInit }));
  };

  it("try a question on what is there, and follow nothing", async () => {
    const tried = await ada.call("follow_question", { query: "whale song", dryRun: true });
    expect(tried.answer["preview"]).toMatchObject({ matched: 1, compared: 1, papers: [{ paper: { id: "whales" } }] });
    expect(tried.text).toMatch(
      /^1 of 1 paper taken in since .* would have matched\. Nothing is followed yet\.\n\n1\. Whale/,
    );
    expect(tried.text).not.toContain("1970");
    const listed = await server.library.services.desk.listFollows({ reader: "ada" });
    expect(listed.follows).toEqual([]);
  });

  it("follow a question for the reader of the key, whose inbox has new papers with the reason", async () => {
    const made = await ada.call("follow_question", { query: "whale song", filter: { yearFrom: 2020 }, name: "Whales" });
    expect(made.text).toMatch(/^“Whales” is followed from now on \(id [\w-]+\)/);
    expect((await ada.call("read_inbox", {})).text).toMatch(/^Nothing is new/);
    const later = { ...whales, id: "later", title: "The whale song of the south" };
    await ingest(server.library.services, [later, { ...later, id: "old", title: "An old whale song", year: 1990 }]);
    const readIds = async () => {
      const { papers } = (await ada.call("read_inbox", {})).answer as { papers: { paper: { id: string } }[] };
      return papers.map(({ paper }) => paper.id).join();
    };
    await until("the paper is in the inbox", async () => (await readIds()) === "later", 10_000);
    const { answer, text } = await ada.call("read_inbox", { limit: 1 });
    expect(answer).toMatchObject({ total: 1, new: 1, papers: [{ paper: { id: "later" }, isNew: true }] });
    expect(text).toMatch(/^1 new\.\n\n1\. The whale song of the south \(2025\)\n {3}id: later · new · \d{4}-/);
    expect(text).toMatch(/fits “Whales” \(\d\.\d\d, (strong|fair): whale, song\)\n {3}Whales sing a long song\./);
    const dismiss = (more: object) => ada.call("dismiss_papers", { ids: ["later"], ...more });
    expect((await dismiss({})).text).toBe("1 paper dismissed. 0 new.");
    expect((await ada.call("read_inbox", { new: false })).text).toBe("0 papers in the inbox, 0 new.");
    expect((await dismiss({ restore: true })).text).toBe("1 paper back in the inbox. 1 new.");
    const grace = await connect("second-key-2");
    expect((await grace.call("read_inbox", { new: false })).text).toBe("0 papers in the inbox, 0 new.");
    await grace.client.close();
  });

  it("say what is wrong with a filter", async () => {
    const { isError, text } = await ada.call("follow_question", { query: "a", filter: { yearsFrom: 2020 } });
    expect([isError, text]).toEqual([true, expect.stringContaining("there is no field 'filter.yearsFrom'")]);
  });
});
