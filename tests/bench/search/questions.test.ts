import { expect, it } from "vitest";
import { createQuestions } from "./questions.js";

const papers = Array.from({ length: 40 }, (_, at) => ({
  id: `${at}`,
  title: at % 4 === 0 ? "A short title" : `Learning to count from one to number ${at}, slowly but surely`,
  abstract: "",
}));

it("questions have 12 to 15 words, none is asked twice, and short titles are left out", () => {
  const take = createQuestions(papers);
  const texts = [...take(10), ...take(20)].map(({ text }) => text);
  expect(new Set(texts).size).toBe(30);
  for (const text of texts) expect(text.split(" ").length).toSatisfy((count: number) => count >= 12 && count <= 15);
  expect(() => take(1)).toThrow("too few");
});
