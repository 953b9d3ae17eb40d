import { describe, expect, it } from "vitest";
import type { DuplicatesAnswer, DuplicatesRequest } from "../../src/domain/duplicates/answer.js";
import { runInProcess } from "./fake-context.js";

const paper = (id: string, title: string, facts: object = {}) => ({
  paper: { id, title, authors: [], categories: [], keywords: [], ...facts },
  similarity: 0.9874,
});
const answer: DuplicatesAnswer = {
  groups: [
    {
      papers: [
        paper("p1", "Local low-rank models", { venue: "ICML", year: 2013 }),
        paper("p2", "Models\u001b[2J again"),
      ],
    },
    { papers: [paper("p3", `A ${"very ".repeat(20)}long title`), paper("p4", "Short", { year: 2020 })] },
  ],
  total: 7,
};
const nothing: DuplicatesAnswer = { groups: [], total: 0 };

describe("paperkin duplicates", () => {
  it("lists each group with titles, similarity, venue and id, and says how many more there are", async () => {
    const { code, stdout, stderr } = await runInProcess(["duplicates"], { listDuplicates: async () => answer });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`1. Local low-rank models
   0.987 · ICML 2013 · p1
   Models [2J again
   0.987 · p2

2. A very very very very very very very very very very very very very very very
   very very very very very long title
   0.987 · p3
   Short
   0.987 · 2020 · p4

7 groups · more with --limit 7
`);
  });

  it("fits a narrow terminal's 80 columns", async () => {
    const { stdout } = await runInProcess(["duplicates"], { listDuplicates: async () => answer });
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("requests the given number of groups", async () => {
    const asked: DuplicatesRequest[] = [];
    const listDuplicates = async (request: DuplicatesRequest) => {
      asked.push(request);
      return answer;
    };
    await runInProcess(["duplicates"], { listDuplicates });
    await runInProcess(["duplicates", "-n", "7"], { listDuplicates });
    expect(asked).toEqual([{ limit: 20 }, { limit: 7 }]);
    const refused = await runInProcess(["duplicates", "--limit", "1001"], { listDuplicates });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("Expected a whole number from 1 to 1000");
  });

  it("prints the answer as one JSON document with --json", async () => {
    const { code, stdout } = await runInProcess(["duplicates", "--json"], { listDuplicates: async () => answer });
    expect({ code, answer: JSON.parse(stdout) as unknown }).toEqual({ code: 0, answer });
  });

  it("exits with 1 when there are none", async () => {
    const listDuplicates = async () => nothing;
    expect(await runInProcess(["duplicates"], { listDuplicates })).toMatchObject({
      code: 1,
      stdout: "",
      stderr: "There are no near-duplicates.\n",
    });
    const json = await runInProcess(["duplicates", "--json"], { listDuplicates });
    expect({ code: json.code, answer: JSON.parse(json.stdout) as unknown }).toEqual({ code: 1, answer: nothing });
  });
});
