import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { connectClient, type McpClient } from "../support/mcp-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

describe("the tools of collections over HTTP", () => {
  let server: TestServer;
  beforeAll(async () => {
    const apiKeys = ["ada=first-key-1", "grace=second-key-2"];
    server = await startTestServer({ papers: [{ id: "bees", title: "Bees dance", abstract: "They do." }], apiKeys });
  });
  afterAll(() => server.close());

  const connect = async (key: string): Promise<McpClient> => {
    const requestInit = { headers: { authorization: `Bearer ${key}` } };
    return connectClient(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), { requestInit }));
  };

  it("keep papers with notes and tags for the reader of the key, and overwrite nothing", async () => {
    const ada = await connect("first-key-1");
    const unknown = await ada.call("read_collection", { collection: "Insects" });
    expect(unknown).toMatchObject({ isError: true, text: expect.stringContaining("none yet") as string });
    const papers = [{ id: "bees", note: "Look at figure 2.", tags: ["dance"] }, { id: "nothing" }];
    const added = await ada.call("add_to_collection", { collection: "Insects", papers, create: true });
    expect(added.answer).toMatchObject({ collection: "Insects", added: ["bees"], unknown: ["nothing"] });
    expect(added.text).toBe('1 added to "Insects"; not in the library: nothing.');
    const again = [{ id: "bees", note: "And at figure 3.", tags: ["figures"] }];
    await ada.call("add_to_collection", { collection: "insects", papers: again });
    const read = await ada.call("read_collection", { collection: "insects" });
    expect(read.answer["entries"]).toMatchObject([
      { id: "bees", note: "Look at figure 2.\n\nAnd at figure 3.", tags: ["dance", "figures"] },
    ]);
    expect(read.text).toContain("Note: Look at figure 2.");
    expect(JSON.stringify(read.answer)).not.toContain("They do.");
    await ada.client.close();
    const grace = await connect("second-key-2");
    expect((await grace.call("list_collections", {})).text).toBe("There are no collections yet.");
    await grace.client.close();
  });
});
