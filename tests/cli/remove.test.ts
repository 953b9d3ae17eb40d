import { describe, expect, it } from "vitest";
import { createUnknownPaperError } from "../../src/domain/paper/unknown-paper.js";
import { runInProcess } from "./fake-context.js";

const paper = { id: "p1", title: "A title", authors: [], categories: [], keywords: [] };

describe("paperkin remove", () => {
  const run = async (parameters: readonly string[], answer?: string) => {
    const removed: string[] = [];
    const library = {
      readPaper: (id: string) => (id === "p9" ? Promise.reject(createUnknownPaperError("p9")) : Promise.resolve(paper)),
      removePaper: async (id: string) => void removed.push(id),
    };
    const parts = answer === undefined ? {} : { answer };
    return { removed, ...(await runInProcess(["remove", ...parameters], library, parts)) };
  };

  it("asks for confirmation on a terminal, and removes only after a yes", async () => {
    const yes = await run(["p1"], "y");
    expect(yes).toMatchObject({ code: 0, removed: ["p1"], stdout: "1 paper removed.\n" });
    expect(yes.stderr).toBe("  A title\nRemove this paper? [y/N] ");
    for (const answer of ["", "n", "yesterday"])
      expect(await run(["p1"], answer)).toMatchObject({ code: 1, removed: [], stdout: "" });
  });

  it("does not prompt without a terminal", async () => {
    expect(await run(["p1"])).toMatchObject({
      code: 2,
      removed: [],
      opened: [],
      stderr: "paperkin: There is no terminal to ask for confirmation: add --yes to remove them.\n",
    });
  });

  const runFilter = async (parameters: readonly string[], answer?: string) => {
    const calls: unknown[] = [];
    const removePapers = async (filter: object, { dryRun }: { readonly dryRun: boolean }) => {
      calls.push({ ...filter, dryRun });
      return { removed: 3, ids: ["a", "b", "c"], ...(dryRun && { dryRun: true as const }) };
    };
    const parts = answer === undefined ? {} : { answer };
    return { calls, ...(await runInProcess(["remove", ...parameters], { removePapers }, parts)) };
  };
  const planned = { venue: ["Alps"], dryRun: true };

  it("removes the papers of a filter after asking with their number, or with --yes", async () => {
    const yes = await runFilter(["--venue", "Alps"], "y");
    expect(yes).toMatchObject({ code: 0, stdout: "3 papers removed.\n", stderr: "Remove 3 papers? [y/N] " });
    expect(yes.calls).toEqual([planned, { ...planned, dryRun: false }]);
    expect(await runFilter(["--venue", "Alps"], "n")).toMatchObject({ code: 1, calls: [planned] });
    expect(await runFilter(["--venue", "Alps"])).toMatchObject({ code: 2, calls: [] });
    expect((await runFilter(["--yes", "--all"])).calls).toEqual([{ dryRun: true }, { dryRun: false }]);
  });

  it("only counts with --dry-run, and never asks", async () => {
    const counted = await runFilter(["--dry-run", "--venue", "Alps"]);
    expect(counted).toMatchObject({ code: 0, calls: [planned], stdout: "3 papers would be removed.\n" });
    const json = await runFilter(["--dry-run", "--venue", "Alps", "--json"]);
    expect(JSON.parse(json.stdout)).toEqual({ removed: 3, ids: ["a", "b", "c"], dryRun: true });
  });

  it("refuses to guess what is meant", async () => {
    for (const parameters of [[], ["--yes"], ["p1", "--venue", "Alps"], ["p1", "--all"], ["p1", "--dry-run"]])
      expect(await runFilter(parameters, "y")).toMatchObject({ code: 2, calls: [] });
  });

  it("removes each id once with --yes, and none when one is unknown", async () => {
    expect(await run(["--yes", "p1", "p2", "p1"])).toMatchObject({ code: 0, removed: ["p1", "p2"] });
    expect(await run(["--yes", "p1", "p9"])).toMatchObject({ code: 2, removed: [] });
  });
});
