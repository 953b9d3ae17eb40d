import { describe, expect, it } from "vitest";
import { hashJudgements, parseJudgements } from "../../src/domain/evaluation/judgement-file.js";

const read = (text: string) =>
  Object.fromEntries([...parseJudgements(text, "test.tsv")].map(([id, judged]) => [id, Object.fromEntries(judged)]));

describe("a judgement file", () => {
  it.each([
    ["BEIR's columns with a header", "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n"],
    ["BEIR's columns without a header", "q1\td1\t2\nq1\td2\t0\n"],
    ["TREC's columns", "q1 0 d1 2\nq1 0 d2 0\n"],
    [
      "TREC's columns separated by tabs, with Windows line endings and a blank line",
      "q1\t0\td1\t2\r\n\r\nq1\t0\td2\t0\r\n",
    ],
  ])("is read with %s", (_, text) => expect(read(text)).toEqual({ q1: { d1: 2, d2: 0 } }));

  it("may contain ids with spaces when tabs separate the columns", () => {
    expect(read("query 1\ta document\t1\n")).toEqual({ "query 1": { "a document": 1 } });
  });

  it("keeps the last judgement of each pair", () => expect(read("q1\td1\t1\nq1\td1\t3\n")).toEqual({ q1: { d1: 3 } }));

  it.each([
    ["q1\td1\t2\nq1\td2\n", "test.tsv, line 2: expected query id, document id and a whole number"],
    ["q1\td1\t2\n\nq1\td2\thigh\n", "test.tsv, line 3: expected"],
    ["q1\td1\t0.5\n", "test.tsv, line 1: expected"],
    ["q1\t\t1\n", "test.tsv, line 1: expected"],
    ["query-id\tcorpus-id\tscore\n", "test.tsv contains no judgement"],
    ["", "test.tsv contains no judgement"],
  ])("is rejected with the line number: %j", (text, sentence) => {
    expect(() => parseJudgements(text, "test.tsv")).toThrow(sentence);
  });
});

describe("the hash of a collection", () => {
  const judge = (id: string, ...judged: [string, number][]) => ({ id, judgements: new Map(judged) });

  it("ignores order and depends on every judgement", () => {
    const one = hashJudgements([judge("q1", ["d1", 1], ["d2", 0]), judge("q2", ["d1", 1])]);
    expect(one).toMatch(/^[0-9a-f]{16}$/);
    expect(hashJudgements([judge("q2", ["d1", 1]), judge("q1", ["d2", 0], ["d1", 1])])).toBe(one);
    expect(hashJudgements([judge("q1", ["d1", 1], ["d2", 1]), judge("q2", ["d1", 1])])).not.toBe(one);
  });
});
