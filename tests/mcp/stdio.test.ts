import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterEach, describe, expect, it } from "vitest";
import { connectClient, hitIds, type McpClient } from "../support/mcp-client.js";
import { checkoutRoot, endPrograms } from "../support/spawn-program.js";
import { baseSettings, sampleCount, spawnServer } from "../support/spawn-server.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing } from "../support/test-model.js";

const reason = modelMissing ? ` (skipped: ${modelMissing})` : "";
const clients: Client[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await endPrograms();
  await removeTemporaryFolders();
});

const command = process.execPath;
const args = (folder: string) => [join(checkoutRoot, "dist", "src", "cli", "main.js"), "mcp", "--data-dir", folder];
const env = { PATH: process.env["PATH"] ?? "", ...baseSettings };

async function connect(folder: string): Promise<McpClient> {
  const transport = new StdioClientTransport({ command, args: args(folder), env, stderr: "ignore" });
  const connected = await connectClient(transport);
  clients.push(connected.client);
  return connected;
}

/** A folder with the sample papers, all embedded, and the server that uses it. */
async function serveSamples() {
  const folder = await makeTemporaryFolder();
  const server = await spawnServer(folder);
  await server.api.untilComplete(sampleCount);
  return { folder, server };
}

const question = { query: "fine-tuning with few trainable parameters", limit: 3 };

describe.skipIf(modelMissing)(`paperkin mcp${reason}`, () => {
  it("queries the server that uses the data folder, and opens the folder itself once that server exits", async () => {
    const { folder, server } = await serveSamples();
    const { call } = await connect(folder);
    const asked = await call("search_papers", question);
    expect(asked.answer["hits"]).toHaveLength(3);
    expect(await server.end("SIGTERM")).toBe(0);
    const opened = await call("search_papers", question);
    expect(hitIds(opened)).toEqual(hitIds(asked));
    const added = { title: "Curling stones made of ice", abstract: "How stones glide.", doi: "10.1000/curling" };
    const { text } = await call("ingest_papers", { papers: [added] });
    expect(text).toBe("1 paper: 1 new or changed, 0 unchanged, 0 failed.");
    const found = await call("search_papers", { query: "winter sports", mode: "semantic", limit: 1 });
    expect(hitIds(found)).toEqual(["doi:10.1000/curling"]);

    const second = await connect(folder);
    const refused = await second.call("search_papers", question);
    expect(refused.isError).toBe(true);
    expect(refused.text).toMatch(
      /is in use by process \d+ .*it is released a minute after .*run paperkin serve on that folder/,
    );
  }, 240_000);

  it("reports a missing data folder in the answer to a call", async () => {
    const folder = join(await makeTemporaryFolder(), "nowhere");
    const { call } = await connect(folder);
    expect(await call("get_paper", { id: "p" })).toMatchObject({
      isError: true,
      text: expect.stringContaining(`There is no data folder ${folder}.`),
    });
  }, 60_000);

  it.each(["end of input", "SIGTERM", "SIGINT"] as const)(
    "writes only protocol messages to stdout, and exits cleanly on %s",
    async (how) => {
      const folder = await makeTemporaryFolder();
      const child = spawn(command, args(folder), { env, stdio: ["pipe", "pipe", "ignore"] });
      const lines: string[] = [];
      const reader = createInterface(child.stdout).on("line", (line) => lines.push(line));
      const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
      const clientInfo = { name: "test", version: "0" };
      const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo };
      send({ id: 1, method: "initialize", params });
      await once(reader, "line");
      send({ method: "notifications/initialized" });
      send({ id: 2, method: "tools/call", params: { name: "search_papers", arguments: { query: "anything" } } });
      await once(reader, "line");
      if (how === "end of input") child.stdin.end();
      else child.kill(how);
      expect(await once(child, "close")).toEqual([0, null]);
      expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
        expect.objectContaining({ jsonrpc: "2.0", id: 1 }),
        expect.objectContaining({ jsonrpc: "2.0", id: 2 }),
      ]);
    },
    60_000,
  );
});
