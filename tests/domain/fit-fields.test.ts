import { describe, expect, it } from "vitest";
import { fitFields } from "../../src/domain/paper/fit-fields.js";
import { paperInputSchema } from "../../src/domain/paper/paper.js";

const fit = (value: unknown) => fitFields(value, { isOwn: false });
const long = "x".repeat(501);

describe("side fields beyond a limit", () => {
  it.each([
    [
      "a long keyword is left out",
      { keywords: ["wind", long, "sand"] },
      { keywords: ["wind", "sand"] },
      "1 of the keywords is left out: longer than 500 characters",
    ],
    [
      "long authors are left out",
      { authors: [long, "Ada Vance", long] },
      { authors: ["Ada Vance"] },
      "2 of the authors are left out: longer than 500 characters",
    ],
    ["a long venue is cut", { venue: long }, { venue: long.slice(1) }, "the venue is cut to 500 characters"],
    [
      "a long abstract is cut between characters",
      { abstract: `${"x".repeat(49_999)}😀 and more` },
      { abstract: "x".repeat(49_999) },
      "the abstract is cut to 50,000 characters",
    ],
    ["a long date is left out", { date: "x".repeat(41) }, {}, "the date is left out: it is longer than 40 characters"],
    [
      "a long address is left out",
      { url: "x".repeat(2001) },
      {},
      "the url is left out: it is longer than 2,000 characters",
    ],
  ])("%s", (_what, fields, kept, notice) => {
    const fitted = fit({ title: "t", ...fields });
    expect(paperInputSchema.parse(fitted.value)).toMatchObject({ title: "t", ...kept });
    expect(fitted.notices).toEqual([notice]);
  });

  it("keeps the first 5,000 of 7,456 authors, with the parts of their names", () => {
    const authors = Array.from({ length: 7456 }, (_, at) => `Ada Vance ${at}`);
    const authorNames = authors.map((author) => ({ literal: author }));
    const { value, notices } = fit({ title: "t", authors, authorNames });
    expect(value).toEqual({ title: "t", authors: authors.slice(0, 5000), authorNames: authorNames.slice(0, 5000) });
    expect(notices).toEqual(["only the first 5,000 authors are kept"]);
  });

  it("ignores the parts of names when one is too long to keep", () => {
    const { value } = fit({
      title: "t",
      authors: ["Ada Vance"],
      authorNames: [{ family: "Vance", given: long }],
    });
    expect(paperInputSchema.parse(value)).toMatchObject({ authors: ["Ada Vance"] });
    expect(value).toMatchObject({ authorNames: undefined });
  });
});

it("a type of another program does not cost the paper", () => {
  const { value, notices } = fit({ title: "T", type: "JournalArticle" });
  expect([value, notices]).toEqual([
    { title: "T" },
    [expect.stringContaining("the type is left out: expected one of")],
  ]);
  expect(fit({ title: "T", type: "thesis" })).toEqual({ value: { title: "T", type: "thesis" }, notices: [] });
});

describe("characters that were lost before", () => {
  it.each([
    ["title", "CuO\ufffd111\ufffd"],
    ["abstract", "a half pair \ud83d"],
    ["keywords", ["sand\ufffd"]],
  ])("are kept in the %s as U+FFFD, with a notice", (field, given) => {
    const { value, notices } = fit({ title: "t", [field]: given });
    expect(JSON.stringify(value)).toContain("\ufffd");
    expect(notices).toEqual([
      `the ${field} ${field === "keywords" ? "have" : "has"} characters that were lost before (U+FFFD)`,
    ]);
  });

  it("are not a whole surrogate pair", () => expect(fit({ title: "smile 😀" }).notices).toEqual([]));
});

it("the abstract of the caller's own record is not cut, so that it is refused", () => {
  const value = { title: "t", abstract: "x".repeat(50_001), keywords: [long] };
  const fitted = fitFields(value, { isOwn: true });
  expect(fitted.value).toEqual({ ...value, keywords: [] });
  expect(paperInputSchema.safeParse(fitted.value).success).toBe(false);
});

describe("everything else", () => {
  it.each([
    ["a list", ["title"]],
    ["text", "title"],
    ["null", null],
    ["a record within all limits", { title: "t", authors: ["A"], extra: { deep: true } }],
    ["fields of the wrong type", { title: 7, authors: "A, B", venue: ["V"], keywords: [1], date: 2020 }],
    ["a title and an id over their limits", { id: "x".repeat(501), title: "x".repeat(2001) }],
  ])("is unchanged: %s", (_what, value) => expect(fit(value)).toEqual({ value, notices: [] }));
});
