import { describe, expect, it } from "vitest";
import { readSource } from "../support/read-source.js";

describe("the format of a source without papers", () => {
  it.each([
    ["prose", "Dear all,\nhere is a letter.\n"],
    [
      "paragraphs that are not papers",
      `A heading\n\n${"Words go on. ".repeat(40)}\n\n`.repeat(2) + `${"And on. ".repeat(50)}\n\n`.repeat(9),
    ],
  ])("is unknown for %s, and the error lists the known formats", async (_what, content) => {
    const refusal = readSource(content, { name: "a.txt" });
    await expect(refusal).rejects.toMatchObject({ code: "bad_input" });
    await expect(refusal).rejects.toThrow(/a\.txt has an unknown format.*bibtex.*zstd/);
  });

  it.each([
    ["a web page", "<!doctype html><html><body>Papers</body></html>"],
    ["an image", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])],
    ["a Jupyter notebook", '{"cells": [], "nbformat": 4}'],
  ])("of %s is named, whatever the name or the sender says", async (what, content) => {
    const refusal = readSource(content, { name: "a.csv", hint: "csv" });
    await expect(refusal).rejects.toThrow(`a.csv is ${what}`);
    await expect(readSource(content)).rejects.toThrow(`The content is ${what}`);
  });
});
