import { describe, expect, it } from "vitest";
import type { Follow } from "../../src/domain/follows/follow.js";
import type { DryRunAnswer, MatchedPaper } from "../../src/domain/follows/inbox.js";
import { forwardDesk } from "../../src/operations/desk/bind-desk.js";
import { countColumns } from "../../src/terminal/fit-text.js";
import { runInProcess } from "./fake-context.js";

const follow: Follow = {
  id: "f1",
  kind: "question",
  name: "whale\u001b[2J song",
  query: "whale song",
  mode: "keyword",
  filter: { yearFrom: 2020, venue: ["Atlas", "Sea"] },
  minScore: 0.4,
  isPaused: true,
  matches: 1_200,
  new: 3,
  lastMatchAt: "2026-11-30T19:58:03.512Z",
  createdAt: "2026-11-30T19:42:10.118Z",
};
const fresh: Follow = { ...follow, id: "f2", isPaused: false, matches: 0, new: 0, minScore: undefined, filter: {} };
const source: Follow = {
  ...fresh,
  id: "f3",
  kind: "source",
  name: "arxiv:cat:cs.IR",
  query: undefined,
  mode: undefined,
  source: "arxiv:cat:cs.IR",
  state: {
    lastRunAt: "2026-11-30T04:12:00.000Z",
    nextRunAt: "2026-12-01T04:12:00.000Z",
    papers: 1,
    failures: 1,
    error: "arXiv did not answer.",
  },
};
const match = { follow: "f1", name: "whale song", kind: "question", score: 0.84, strength: "strong" } as const;
const found: MatchedPaper = {
  paper: { id: "p1", title: "Why whales sing", authors: ["Ada Lovelace"], categories: [], keywords: [], year: 2025 },
  matchedAt: "2026-11-30T19:58:03.512Z",
  isNew: true,
  matches: [
    { ...match, matchedBy: "both", words: ["whales", "sing"] },
    {
      ...match,
      name: "Sea",
      kind: "collection",
      score: 0.5,
      matchedBy: "meaning",
      like: { id: "p0", title: "Dolphins" },
    },
    { ...match, name: "Ada Lovelace", kind: "author", score: 1, matchedBy: "author" },
  ],
  versions: ["p2"],
};
const inbox = { papers: [found], total: 12, new: 3, upTo: "9", cursor: "c" };
const tried: DryRunAnswer["papers"] = [{ paper: found.paper, matches: found.matches }];
const dryRun: DryRunAnswer = { papers: tried, matched: 7, compared: 5_000, since: "2026-10-31T00:00:00.000Z" };

async function run(parameters: readonly string[], answers: Readonly<Record<string, unknown>> = {}) {
  const asked: (readonly [string, object])[] = [];
  const desk = forwardDesk(async (address, request) => {
    asked.push([address, request]);
    if (address in answers) return answers[address];
    throw new Error(`the test did not expect ${address}`);
  });
  return { asked, ...(await runInProcess(parameters, { desk })) };
}

describe("paperkin follows", () => {
  it("lists what is followed, with limits, counts and state, in 80 columns", async () => {
    const { code, stdout, stderr } = await run(["follows"], {
      "GET /v1/follows": { follows: [follow, fresh, source] },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`f1  whale [2J song
  question whale song · keyword · yearFrom 2020 · venue Atlas or Sea · score at
  least 0.4
  paused · 1,200 papers, 3 new · the last on 2026-11-30 19:58 UTC

f2  whale [2J song
  question whale song · keyword
  nothing yet

f3  arxiv:cat:cs.IR
  source arxiv:cat:cs.IR
  nothing yet
  fetched on 2026-11-30 04:12 UTC (1 paper) · next on 2026-12-01 04:12 UTC ·
  arXiv did not answer.
`);
  });

  it("says how to begin, and exits with 1, while nothing is followed", async () => {
    const { code, stdout } = await run(["follows"], { "GET /v1/follows": { follows: [] } });
    expect(code).toBe(1);
    expect(stdout).toContain("paperkin follows add --question");
  });

  it("shows a follow with the papers that fit, and why", async () => {
    const answers = { "GET /v1/follows/{id}": follow, "GET /v1/follows/{id}/matches": inbox };
    const { code, stdout, asked } = await run(["follows", "show", "f1", "-n", "5"], answers);
    expect(code).toBe(0);
    expect(asked).toContainEqual(["GET /v1/follows/{id}/matches", { params: { id: "f1" }, query: { limit: 5 } }]);
    expect(stdout).toMatch(/^f1 {2}whale/);
    expect(stdout).toContain(`
1. Why whales sing
   Ada Lovelace · 2025
   new · 2026-11-30 19:58 UTC · p1
   whale song: 0.84, strong, by keyword and meaning (whales, sing)
   Sea: 0.50, strong, by meaning, like “Dolphins”
   author: Ada Lovelace
   also as p2
`);
    const json = await run(["follows", "show", "f1", "--json"], answers);
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(JSON.stringify({ follow, ...inbox })));
    const none = { ...answers, "GET /v1/follows/{id}/matches": { papers: [], total: 0, new: 0 } };
    expect((await run(["follows", "show", "f1"], none)).code).toBe(1);
  });

  it.each([
    [["pause", "f1"], { isPaused: true }],
    [["resume", "f1"], { isPaused: false }],
    [["rename", "f1", "Songs", "of", "whales"], { name: "Songs of whales" }],
  ])("%j changes it", async (words, body) => {
    const { code, asked, stdout } = await run(["follows", ...words], { "PATCH /v1/follows/{id}": follow });
    expect([code, asked]).toEqual([0, [["PATCH /v1/follows/{id}", { params: { id: "f1" }, body }]]]);
    expect(stdout).toMatch(/^f1 {2}/);
  });

  it("removes it", async () => {
    const { code, asked, stdout } = await run(["follows", "remove", "f1"], { "DELETE /v1/follows/{id}": undefined });
    expect([code, stdout, asked]).toEqual([0, "Removed.\n", [["DELETE /v1/follows/{id}", { params: { id: "f1" } }]]]);
  });
});

describe("paperkin follows add", () => {
  const collections = { "GET /v1/collections": { collections: [{ id: "c1", name: "Thesis" }] } };

  it.each<[string, readonly string[], object]>([
    [
      "a question with filters",
      ["--question", "whale song", "--year-from", "2020", "--author", "Ada", "--min-score", "0.4", "-m", "semantic"],
      {
        kind: "question",
        query: "whale song",
        mode: "semantic",
        minScore: 0.4,
        filter: { yearFrom: 2020, author: ["Ada"] },
      },
    ],
    ["a paper", ["--paper", "p1", "--name", "Like it"], { kind: "paper", paper: "p1", name: "Like it" }],
    ["a collection by its name", ["--collection", "thesis"], { kind: "collection", collection: "c1" }],
    ["an author", ["--author", "Ada"], { kind: "author", author: "Ada" }],
    [
      "an author in a venue",
      ["--author", "A", "--venue", "V"],
      { kind: "author", author: "A", filter: { venue: ["V"] } },
    ],
    ["a venue", ["--venue", "Atlas"], { kind: "venue", venue: "Atlas" }],
    ["a source", ["--source", "arxiv:cat:cs.IR"], { kind: "source", source: "arxiv:cat:cs.IR" }],
  ])("follows %s", async (_, options, body) => {
    const answers = { "POST /v1/follows": fresh, ...collections };
    const { code, asked, stdout, stderr } = await run(["follows", "add", ...options], answers);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(asked.at(-1)).toEqual(["POST /v1/follows", { query: { dryRun: false }, body }]);
    expect(stdout).toMatch(/^f2 {2}/);
  });

  it("shows with --dry-run what would have matched, and exits with 1 if nothing would", async () => {
    const words = ["follows", "add", "--question", "whale song", "--dry-run"];
    const { code, stdout, asked } = await run(words, { "POST /v1/follows": dryRun });
    expect(code).toBe(0);
    expect(asked[0]?.[1]).toMatchObject({ query: { dryRun: true } });
    expect(stdout).toMatch(/^7 of the newest 5,000 papers would have matched; the newest 1:\n\n1\. Why/);
    expect(stdout).toContain("\n   Ada Lovelace · 2025\n   p1\n   whale song: 0.84");
    const none = await run(words, { "POST /v1/follows": { ...dryRun, papers: [], matched: 0 } });
    expect([none.code, none.stdout]).toEqual([1, "0 of the newest 5,000 papers would have matched.\n"]);
  });

  it("shows with --dry-run what a source lists", async () => {
    const listed = { ...dryRun, papers: [], matched: 0, compared: 40, titles: ["Whales \u001b[2Jand $x^2$"] };
    const { code, stdout } = await run(["follows", "add", "--source", "x", "--dry-run"], {
      "POST /v1/follows": listed,
    });
    expect(code).toBe(0);
    expect(stdout).toBe("The source lists 40 papers since 2026-10-31:\n  Whales [2Jand x²\n");
  });

  it.each([
    [[], "Say what to follow: --question"],
    [["--question", "q", "--paper", "p"], "Follow one thing at a time: --question, --paper."],
    [["--author", "A", "--author", "B"], "Follow one author at a time"],
    [["--source", "s", "--year", "2020"], "A source has no filter"],
    [["--author", "A", "--min-score", "0.5"], "not for an author"],
    [["--venue", "V", "--mode", "keyword"], "--mode is for a question"],
    [["--collection", "other"], 'There is no collection "other"'],
  ])("refuses %j", async (options, reason) => {
    const { code, stderr } = await run(["follows", "add", ...options], collections);
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
  });
});

describe("paperkin inbox", () => {
  it("shows new papers, and marks nothing", async () => {
    const { code, stdout, asked } = await run(["inbox"], { "GET /v1/inbox": inbox });
    expect([code, asked]).toEqual([0, [["GET /v1/inbox", { query: { new: true, limit: 10 } }]]]);
    expect(stdout).toContain("1. Why whales sing\n");
    expect(stdout.endsWith("\n\n3 new · more with -n 5\n")).toBe(true);
    for (const line of stdout.split("\n")) expect(countColumns(line)).toBeLessThanOrEqual(80);
  });

  it("shows all, and marks those that are shown as seen", async () => {
    const answers = { "GET /v1/inbox": inbox, "POST /v1/inbox/seen": { changed: 1, new: 2 } };
    const { stdout, stderr, asked } = await run(["inbox", "--all", "-n", "1", "--seen"], answers);
    expect(asked).toEqual([
      ["GET /v1/inbox", { query: { new: false, limit: 1 } }],
      ["POST /v1/inbox/seen", { body: { ids: ["p1"] } }],
    ]);
    expect(stdout).toContain("\n12 papers in the inbox, 3 new · more with -n 5\n");
    expect(stderr).toBe("Marked as seen. 2 new are left.\n");
  });

  it("prints the answer as JSON and nothing else", async () => {
    const answers = { "GET /v1/inbox": inbox, "POST /v1/inbox/seen": { changed: 1, new: 2 } };
    const { stdout, stderr } = await run(["inbox", "--json", "--seen"], answers);
    expect([JSON.parse(stdout), stderr]).toEqual([inbox, ""]);
  });

  it.each([
    [["inbox", "--seen"], "Nothing new. What you have seen: paperkin inbox --all\n"],
    [["inbox", "--all"], "The inbox is empty.\n"],
    [["inbox", "--dismissed"], "You dismissed nothing.\n"],
  ])("exits with 1 if %j finds nothing", async (words, told) => {
    const { code, stdout, stderr } = await run(words, { "GET /v1/inbox": { papers: [], total: 0, new: 0 } });
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: told });
  });
});
