import { expect, it } from "vitest";
import { detectFormat, headBytes } from "../../src/domain/sources/detect-format.js";
import { readSource } from "../support/read-source.js";

const cpuOf = async (task: () => unknown) => {
  const start = process.cpuUsage();
  await task();
  return process.cpuUsage(start).user;
};

/** The least of three runs, in microseconds. */
const measure = async (task: () => unknown) => Math.min(await cpuOf(task), await cpuOf(task), await cpuOf(task));

/** Quadratic time is 16 times that of a quarter. */
const maxGrowth = 9;
const leastTime = 10_000;

it.each([
  ["", "a;"],
  ["", "a,"],
  ['"', "a,"],
  ["title,abstract\nA,b", ","],
  ["@a{", " "],
  ["@a(", " "],
  ["TY - Aa b", " "],
  ["TY -", " "],
  ["Abstract", "1"],
])("a format is detected in time that grows with the length: %j and many of %j", async (start, part) => {
  const write = (length: number) => Buffer.from(`${(start + part.repeat(length)).slice(0, length - 1)}!`);
  const [short, long] = [write(headBytes / 4), write(headBytes)];
  const base = await measure(() => detectFormat(short));
  expect(await measure(() => detectFormat(long))).toBeLessThan(maxGrowth * Math.max(base, leastTime));
});

it.each([
  ["empty cells", (count: number) => `title,abstract\nA,b${",".repeat(count)}\n`],
  ["columns of one name", (count: number) => `title${",x".repeat(count)}\nA,b\n`],
  ["cells after a quotation mark that is not closed", (count: number) => `title,abstract\n"${"a,".repeat(count)}\n`],
])("a table is read in time that grows with its %s", async (_what, write) => {
  const read = (count: number) => readSource(write(count), { format: "csv" });
  const base = await measure(() => read(15_000));
  expect(await measure(() => read(60_000))).toBeLessThan(maxGrowth * Math.max(base, leastTime));
});
