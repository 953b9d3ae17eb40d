import { describe, expect, it } from "vitest";
import { forwardDesk } from "../../src/operations/desk/bind-desk.js";
import { runInProcess } from "./fake-context.js";

const inbox = {
  papers: [
    {
      paper: { id: "p1", title: "Why whales sing", authors: [], categories: [], keywords: [] },
      matchedAt: "2026-11-30T19:58:03.512Z",
      isNew: false,
      matches: [],
    },
  ],
  total: 1,
  new: 0,
};

async function run(parameters: readonly string[], answers: Readonly<Record<string, unknown>>) {
  const asked: (readonly [string, object])[] = [];
  const desk = forwardDesk(async (address, request) => {
    asked.push([address, request]);
    return answers[address];
  });
  return { asked, ...(await runInProcess(parameters, { desk })) };
}

describe("paperkin inbox, of papers that do not interest", () => {
  it.each([
    ["dismiss", true, "2 papers dismissed.\n"],
    ["restore", false, "2 papers restored.\n"],
  ])("%s takes ids", async (word, isDismissed, told) => {
    const address = "POST /v1/inbox/dismissed";
    const { code, stdout, asked } = await run(["inbox", word, "p1", "p2"], { [address]: { changed: 2, new: 1 } });
    expect([code, stdout, asked]).toEqual([0, told, [[address, { body: { ids: ["p1", "p2"], isDismissed } }]]]);
    const none = await run(["inbox", word, "p1"], { [address]: { changed: 0, new: 1 } });
    expect([none.code, none.stdout]).toEqual([1, `0 papers ${told.split(" ")[2]}`]);
  });

  it("shows what was dismissed", async () => {
    const { stdout, asked } = await run(["inbox", "--dismissed"], { "GET /v1/inbox": inbox });
    expect(asked).toEqual([["GET /v1/inbox", { query: { new: false, limit: 10, dismissed: true } }]]);
    expect(stdout).toContain("\n1 paper dismissed\n");
  });
});
