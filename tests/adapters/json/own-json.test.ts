import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

const noticesOf = async (content: string, format: "json" | "jsonl") =>
  (await readSource(content, { format })).records.map((record) => ("value" in record ? (record.notices ?? []) : []));

describe("our own JSON", () => {
  it("says which format reads the fields that it does not, once for a source", async () => {
    const item = { id: "ITEM-1", title: "T", author: [{ family: "Ito" }], issued: { raw: "2001" } };
    expect(await noticesOf(JSON.stringify([{ title: "A" }, item, item]), "json")).toEqual([
      [],
      [expect.stringMatching(/looks like CSL-JSON of .*, which the format csl-json reads$/)],
      [],
    ]);
    expect(await noticesOf(`${JSON.stringify(item)}\n`, "jsonl")).toEqual([[expect.stringContaining("csl-json")]]);
  });

  it("names the fields that it calls otherwise", async () => {
    const lines = [
      { title: "A", author: "Ito, K.", journal: "J" },
      { title: "B", author: "x" },
    ];
    const text = lines.map((line) => JSON.stringify(line)).join("\n");
    expect(await noticesOf(text, "jsonl")).toEqual([
      [
        "the field author is not read: paperkin's own JSON calls it authors, or map it: authors=author; the field journal is not read: paperkin's own JSON calls it venue, or map it: venue=journal",
      ],
      [],
    ]);
  });

  it("says nothing about papers with fields of their own", async () => {
    const paper = { title: "A", authors: ["K. Ito"], author: "K. Ito", venue: "J", journal: "J", rating: 5 };
    expect(await noticesOf(JSON.stringify([paper]), "json")).toEqual([[]]);
  });
});
