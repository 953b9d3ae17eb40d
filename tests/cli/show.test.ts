import { describe, expect, it } from "vitest";
import { createUnknownPaperError } from "../../src/domain/paper/unknown-paper.js";
import { wholePaper as paper } from "../support/whole-paper.js";
import { runInProcess } from "./fake-context.js";

const readPaper = (id: string) =>
  id === paper.id ? Promise.resolve(paper) : Promise.reject(createUnknownPaperError(id));

describe("paperkin show", () => {
  it("shows a paper in full, within the terminal's width", async () => {
    const { code, stdout } = await runInProcess(["show", paper.id], { readPaper });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `Parameter-Efficient Transfer & O(n) Learning
Neil Houlsby, Giurgiu, Andrei
ICML · 2019-02-02

Fine-tuning large models is effective.

id          arxiv:1902.00751
doi         10.1/a#b
arXiv       1902.00751
categories  cs.LG
keywords    adapters
url         https://arxiv.org/abs/1902.00751
`,
    });
  });

  it("says how to find ids when the given one is unknown", async () => {
    expect(await runInProcess(["show", "p9"], { readPaper })).toMatchObject({
      code: 2,
      stdout: "",
      stderr: "paperkin: There is no paper p9.\nTo find its id, run: paperkin search <its title>\n",
    });
  });

  it("accepts one output format at a time", async () => {
    const { code, stderr } = await runInProcess(["show", paper.id, "--ris", "--bibtex"], { readPaper });
    expect(code).toBe(2);
    expect(stderr).toContain("Choose one of --bibtex, --ris, --csl and --json.");
  });
});

describe("the versions of a paper", () => {
  const versions = [
    { version: 2, title: "T", date: "2019-02-02", takenInAt: "2026-01-02T00:00:00.000Z", kept: true },
    { version: 1, title: "T", date: "2019-01-01", takenInAt: "2026-01-01T00:00:00.000Z", kept: false },
  ];
  const library = { readPaper, listVersions: async () => versions };

  it("are shown on one line, and as a list with --json", async () => {
    const { stdout } = await runInProcess(["show", paper.id], library);
    expect(stdout).toMatch(/^versions {4}v2, v1 \(2019-01-01\)$/m);
    const shown = JSON.parse((await runInProcess(["show", paper.id, "--json"], library)).stdout) as object;
    expect(shown).toEqual({ papers: [{ ...paper, versions }] });
  });
});
