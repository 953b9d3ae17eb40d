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

  it("removes each id once with --yes, and none when one is unknown", async () => {
    expect(await run(["--yes", "p1", "p2", "p1"])).toMatchObject({ code: 0, removed: ["p1", "p2"] });
    expect(await run(["--yes", "p1", "p9"])).toMatchObject({ code: 2, removed: [] });
  });
});
