import { describe, expect, it } from "vitest";
import type { TrendsAnswer } from "../../src/domain/trends/answer.js";
import { forwardDesk } from "../../src/operations/desk/bind-desk.js";
import { runInProcess } from "./fake-context.js";

const paper = { id: "p1", title: "Why whales\u001b[2J sing", authors: ["Ada Lovelace"], year: 2025 };
const span = (year: number) => ({ from: `${year}-01-01`, to: `${year}-12-31` });
const answer: TrendsAnswer = {
  papers: 1_230,
  dates: { day: 0, month: 0, year: 1_230, none: 0 },
  published: [
    {
      period: "year",
      counts: [
        { ...span(2024), papers: 410 },
        { ...span(2025), papers: 820 },
      ],
    },
  ],
  takenIn: [{ period: "day", counts: [{ from: "2026-11-30", to: "2026-11-30", papers: 1_230 }] }],
  topics: {
    period: "year",
    spans: [span(2024), span(2025)],
    totals: [410, 820],
    compared: 24,
    rising: [
      {
        names: ["whale song", "sonar"],
        question: "whale song sonar",
        papers: 60,
        expected: 8.25,
        growth: 6.12,
        growthLow: 3.9,
        counts: [4, 60],
        levels: [1, 6.12],
        central: [paper],
      },
    ],
  },
  opened: [{ paper, opens: 3 }],
  kept: [],
};

const run = async (parameters: readonly string[], trends: TrendsAnswer = answer) => {
  const asked: unknown[] = [];
  const desk = forwardDesk(async (address, request) => {
    asked.push([address, request]);
    return trends;
  });
  return { asked, ...(await runInProcess(["trending", ...parameters], { desk })) };
};

describe("paperkin trending", () => {
  it("shows what is new, what rises and what is opened, in 80 columns", async () => {
    const { code, stdout, stderr } = await run([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`New papers by year, by their own dates
  2024  410  ███████████████
  2025  820  ██████████████████████████████

Taken in, by day
  30 Nov 2026  1,230  ██████████████████████████████

Rising topics, 2025 against the year before, 24 topics
  ×6.1  whale song, sonar
        60 papers, 8.3 expected  ▂█
        Why whales [2J sing

Opened here in the last 30 days
     3  Why whales [2J sing
`);
  });

  it("sends period and filters", async () => {
    const { asked } = await run(["--period", "month", "--venue", "Atlas", "--year-from", "2020"]);
    expect(asked).toEqual([["GET /v1/trending", { query: { period: "month", venue: ["Atlas"], yearFrom: 2020 } }]]);
  });

  it("prints the answer as JSON", async () => {
    const { stdout } = await run(["--json"]);
    expect(JSON.parse(stdout)).toEqual(answer);
  });

  it("says why no topic rises, and exits with 1", async () => {
    const topics = { ...answer.topics, spans: [], rising: [], note: "No paper states a date." };
    const { code, stdout } = await run([], { ...answer, topics });
    expect(code).toBe(1);
    expect(stdout).toContain("Rising topics\n  No paper states a date.\n");
  });

  it("refuses an unknown period", async () => {
    const { code, stderr } = await run(["--period", "hour"]);
    expect(code).toBe(2);
    expect(stderr).toContain("day, week, month, year");
  });
});
