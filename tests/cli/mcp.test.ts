import { describe, expect, it } from "vitest";
import { runInProcess } from "./fake-context.js";

const paper = { id: "p", title: "P", authors: [], categories: [], keywords: [] };

describe("paperkin mcp", () => {
  it("holds the library open, serves until the assistant disconnects, and writes nothing else to stdout", async () => {
    const seen: unknown[] = [];
    const closed: string[] = [];
    const run = await runInProcess(
      ["mcp"],
      { readPaper: async () => paper, close: async () => void closed.push("library") },
      { serveMcp: async (services) => void seen.push(await services.readPaper("p")) },
    );
    expect(run).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect(run.opened).toEqual(["assist"]);
    expect([seen, closed]).toEqual([[paper], ["library"]]);
  });

  it("closes the library when serving fails, and reports the error", async () => {
    const closed: string[] = [];
    const run = await runInProcess(
      ["mcp"],
      { close: async () => void closed.push("library") },
      { serveMcp: () => Promise.reject(new Error("the pipe broke")) },
    );
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("the pipe broke");
    expect(closed).toEqual(["library"]);
  });

  it("shows in its help how an assistant starts it", async () => {
    const { code, stdout } = await runInProcess(["mcp", "--help"]);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, " ")).toContain('{"mcpServers": {"paperkin": {"command": "node"');
    expect(stdout).toContain("http://127.0.0.1:3000/mcp");
  });
});
