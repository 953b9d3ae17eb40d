import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { forwardDesk } from "../../src/operations/desk/bind-desk.js";
import type { ScreenedPaper } from "../../src/domain/screening/requests.js";
import { runInProcess } from "./fake-context.js";

interface Decision {
  readonly decision: "include" | "exclude" | null;
  readonly reason?: string | null;
}

const names = ["First", "Second", "Third"];

function showPaper(title: string): ScreenedPaper {
  const id = title.toLowerCase();
  const paper = {
    id,
    title,
    abstract: `What ${id} says.`,
    authors: ["Ada One"],
    year: 2020,
    categories: [],
    keywords: [],
  };
  const entry = { id, title, tags: [], isRead: false, addedAt: "2026-11-30T10:00:00.000Z", isInLibrary: true, paper };
  const nearest = { included: { id: "x", title: "Liked before", similarity: 0.71 } };
  return { ...entry, score: 1, rankedBy: "meaning and words", nearest };
}

/** A server with three papers, which lists those that are not decided. */
async function screen(keys: string, { answer = "", named = "c1", parameters = [] as string[] } = {}) {
  const decided = new Map<string, Decision>();
  const changes: [string, Decision][] = [];
  const questions: unknown[] = [];
  const undecided = () => names.filter((name) => !decided.has(name.toLowerCase()));
  const answers: Record<string, (request: Request) => unknown> = {
    "GET /v1/collections": () => ({ collections: [{ id: "c1", name: "Thesis" }] }),
    "GET /v1/collections/{id}/screening/next": ({ query }) => {
      questions.push(query?.question);
      const papers = undecided().slice(0, query?.limit).map(showPaper);
      return {
        papers,
        basis: decided.size > 0 ? "decisions" : "typical",
        undecided: undecided().length,
        byWordsOnly: 0,
      };
    },
    "GET /v1/collections/{id}/screening": () => ({
      flow: {
        included: [...decided.values()].filter(({ decision }) => decision === "include").length,
        excluded: [...decided.values()].filter(({ decision }) => decision === "exclude").length,
        undecided: undecided().length,
        reasons: [{ reason: "No children", papers: 2 }, { papers: 1 }],
      },
      left: {
        isKnown: false,
        needed: { decisions: 29, included: 5 },
        atMost: 3,
        untilRecall: { recall: 0.95, papers: 3 },
      },
    }),
    "PATCH /v1/collections/{id}/papers": ({ body }) => {
      const [id = ""] = body?.ids ?? [];
      const { reason, ...before } = decided.get(id) ?? {};
      const change = body!.change;
      changes.push([id, change]);
      if (change.decision === null) decided.delete(id);
      else decided.set(id, change);
      return {
        before: [{ id, title: id, tags: [], isRead: false, ...before, ...(reason && { reason }) }],
        unknown: [],
      };
    },
  };
  const desk = forwardDesk(async (address, request) => answers[address]!(request as Request));
  const input = new PassThrough().end(keys);
  const run = await runInProcess(["collections", "screen", named, ...parameters], { desk }, { answer, input });
  return { ...run, changes, questions };
}

interface Request {
  readonly query?: { readonly limit: number; readonly question?: string };
  readonly body?: { readonly ids: readonly string[]; readonly change: Decision };
}

describe("paperkin collections screen", () => {
  it("includes and excludes by key, one paper after the other, until nothing is left", async () => {
    const { code, changes, stdout, stderr } = await screen("iei", { answer: "No children" });
    expect(changes).toEqual([
      ["first", { decision: "include" }],
      ["second", { decision: "exclude", reason: "No children" }],
      ["third", { decision: "include" }],
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain("First\nAda One\n2020\n\nWhat first says.\n\nlike “Liked before” (0.71), included\n");
    expect(stdout).toContain("1 included · 1 excluded · 1 left");
    expect(stdout).toContain("With so few included papers, only reading the rest shows how many of it are");
    expect(stderr).toContain("Reason (1 No children), or Enter: ");
    expect(stderr).toContain("Nothing is left to decide.");
  });

  it("takes the number of a reason, or none", async () => {
    expect((await screen("eq", { answer: "1" })).changes).toEqual([
      ["first", { decision: "exclude", reason: "No children" }],
    ]);
    expect((await screen("eq")).changes).toEqual([["first", { decision: "exclude" }]]);
  });

  it("skips a paper, which comes again when the others are decided", async () => {
    const { changes, stderr } = await screen("siiiq");
    expect(changes.map(([id]) => id)).toEqual(["second", "third", "first"]);
    expect(stderr).toContain("The skipped papers come again.");
  });

  it("takes back the last decisions, one by one", async () => {
    const { changes, stderr } = await screen("iiuuuq");
    expect(changes.slice(2)).toEqual([
      ["second", { decision: null, reason: null }],
      ["first", { decision: null, reason: null }],
    ]);
    expect(stderr).toContain("There is nothing to undo.");
  });

  it.each(["q", "\u0003", ""])("ends with %j, and other keys do nothing", async (key) => {
    expect(await screen(`x\u001b${key}`)).toMatchObject({ code: 0, changes: [] });
  });

  it("is given a name, as the other commands are, and says which it does not know", async () => {
    expect((await screen("iq", { named: "thesis" })).changes).toEqual([["first", { decision: "include" }]]);
    const { code, stderr } = await screen("iq", { named: "book" });
    expect(code).toBe(2);
    expect(stderr).toContain('There is no collection "book"');
  });

  it("orders by a question", async () => {
    const { questions, stdout } = await screen("q", { parameters: ["--question", "sparse attention"] });
    expect(questions).toEqual(["sparse attention"]);
    expect(stdout).toContain("Nothing is included yet");
  });

  it("prints the counts with --json and asks nothing", async () => {
    const { changes, stdout } = await screen("i", { parameters: ["--json"] });
    expect(changes).toEqual([]);
    expect(JSON.parse(stdout)).toMatchObject({ flow: { undecided: 3 }, left: { isKnown: false } });
  });

  it("needs a terminal", async () => {
    const run = await runInProcess(["collections", "screen", "c1"]);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining("Screening needs a terminal.") });
  });
});
