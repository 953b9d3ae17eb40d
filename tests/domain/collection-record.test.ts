import { describe, expect, it } from "vitest";
import {
  composePaper,
  documentRecordSchema,
  queryRecordSchema,
} from "../../src/domain/evaluation/collection-record.js";

const compose = (record: unknown) => composePaper(documentRecordSchema.parse(record), "kept");

describe("a query in a collection", () => {
  it("is a text, or a paper with or without a pool", () => {
    expect(queryRecordSchema.parse({ _id: 7, text: " a question " })).toEqual({
      id: "7",
      question: { kind: "text", text: "a question" },
    });
    expect(queryRecordSchema.parse({ _id: "q", paper: "d1", text: "its title", metadata: {} })).toEqual({
      id: "q",
      question: { kind: "paper", paper: "d1" },
    });
    expect(queryRecordSchema.parse({ _id: "q", paper: "d1", pool: ["d2", 3, "d2"] })).toEqual({
      id: "q",
      question: { kind: "paper", paper: "d1", pool: ["d2", "3"] },
    });
  });

  it.each([
    { _id: "q" },
    { _id: "q", text: "  " },
    { text: "a" },
    { _id: "", text: "a" },
    { _id: "q", paper: {} },
    "q",
  ])("is rejected as %j", (record) => expect(queryRecordSchema.safeParse(record).success).toBe(false));
});

describe("a document in a collection", () => {
  it("is a paper with its title and text", () => {
    expect(compose({ _id: "d", title: "A title", text: "A text.", metadata: { year: 2020 } })).toEqual({
      paper: { id: "kept", title: "A title", abstract: "A text." },
      cut: false,
    });
  });

  it("may lack its text, or its title, which is then the first sentence", () => {
    expect(compose({ _id: "d", title: "A title" })?.paper).toMatchObject({ title: "A title", abstract: "" });
    expect(compose({ _id: "d", text: "Short." })?.paper).toMatchObject({ title: "Short.", abstract: "" });
    const first = "The first sentence says what it is about.";
    const rest = "And the others go on. ".repeat(20).trim();
    expect(compose({ _id: "d", title: "", text: `${first} ${rest}` })?.paper).toMatchObject({
      title: first,
      abstract: rest,
    });
  });

  it("without a short enough sentence takes a title of whole words", () => {
    const text = "word ".repeat(100).trim();
    const { title, abstract } = compose({ _id: "d", text })!.paper;
    expect(title).toBe("word ".repeat(50).trim());
    expect(`${title} ${abstract}`).toBe(text);
    expect(compose({ _id: "d", text: "x".repeat(400) })!.paper.title).toHaveLength(250);
  });

  it("is undefined without any text", () => expect(compose({ _id: "d", title: " ", text: null })).toBeUndefined());

  it("loses broken characters and text beyond the maximum length", () => {
    expect(compose({ _id: "d", title: "a\uFFFDb\uD800" })?.paper.title).toBe("a b");
    const long = compose({ _id: "d", title: "t", text: `${"x".repeat(49_999)}😀` });
    expect(long).toMatchObject({ cut: true, paper: { abstract: "x".repeat(49_999) } });
  });
});
