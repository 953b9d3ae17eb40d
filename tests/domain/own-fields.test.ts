import { describe, expect, it } from "vitest";
import { extraLimits } from "../../src/domain/paper/extra.js";
import { patchFields } from "../../src/domain/paper/edit-paper.js";
import { fitFields } from "../../src/domain/paper/fit-fields.js";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { mergeRecords } from "../../src/domain/records/merge-records.js";
import { type Trust, trustAll, trustLevels } from "../../src/domain/records/trust.js";
import { makeCleanPaper } from "../support/clean-papers.js";

const clean = (input: Partial<PaperInput>) => makeCleanPaper({ id: "p", title: "Bees", ...input }).paper;
const fit = (fields: object) => fitFields({ title: "Bees", ...fields }, { isOwn: true });

describe("tags and own fields", () => {
  it("are cleaned, and absent where nothing is left", () => {
    expect(
      clean({ tags: [" to  read ", "to read", ""], extra: { b: " x ", a: ["y", "y", ""], none: "", no: [] } }),
    ).toEqual({
      ...clean({}),
      tags: ["to read"],
      extra: { a: ["y"], b: "x" },
    });
    expect(clean({ tags: [], extra: {} })).toEqual(clean({}));
  });

  it("leave the hash of a paper without them as it was, and do not depend on their order", () => {
    const hash = (input: Partial<PaperInput>) => makeCleanPaper({ title: "Bees", ...input }).contentHash;
    expect(hash({ tags: [], extra: null, retracted: null })).toBe(hash({}));
    expect(hash({ extra: { a: 1, b: 2 } })).toBe(hash({ extra: { b: 2, a: 1 } }));
    expect(hash({ extra: { a: 1 } })).not.toBe(hash({ extra: { a: "1" } }));
  });

  it.each([
    ["a text as tags, which is one tag", { tags: "to read" }, { tags: ["to read"] }, []],
    ["tags of other programs", { tags: [{ tag: "x" }, "y"] }, { tags: ["y"] }, ["tags that are no texts are left out"]],
    ["a note of other programs", { extra: "tex: x" }, {}, ["the own fields are left out: expected an object in extra"]],
    [
      "values that are no values",
      { extra: { a: { b: 1 }, c: 1, d: null } },
      { extra: { c: 1 } },
      [expect.stringMatching(/^extra: a is/)],
    ],
    [
      "names that are no names",
      { extra: { "a=b": 1, [" x"]: 1, ok: 1 } },
      { extra: { ok: 1 } },
      [expect.stringMatching(/^extra: a=b, {2}x are/)],
    ],
    ["a word for a truth value", { retracted: "no" }, {}, ["retracted is left out: expected true or false"]],
  ])("in an import may be %s, which costs no paper", (_what, given, kept, notices) => {
    const fitted = fit(given);
    expect(JSON.parse(JSON.stringify(fitted.value))).toEqual({ title: "Bees", ...kept });
    expect(fitted.notices).toEqual(notices);
  });

  it("have limits of number and size", () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`f${at}`, at]));
    expect(Object.keys((fit({ extra: many }).value as { extra: object }).extra)).toHaveLength(extraLimits.fields);
    const large = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`f${at}`, "x".repeat(1_900)]));
    const { value, notices } = fit({ extra: large });
    expect(JSON.stringify((value as { extra: object }).extra).length).toBeLessThanOrEqual(extraLimits.totalLength);
    expect(notices).toHaveLength(1);
  });

  it("are patched one by one", () => {
    const paper = clean({ tags: ["a"], extra: { stage: "new", rating: 1 } });
    expect(patchFields(paper, { extra: { stage: "done", rating: null, by: "Ada" } }).extra).toEqual({
      stage: "done",
      by: "Ada",
    });
    expect(patchFields(paper, { extra: { stage: null, rating: null } }).extra).toBeUndefined();
    expect(patchFields(paper, { extra: null, tags: null })).toMatchObject({ tags: [] });
    expect(() => patchFields(paper, { extra: { stage: { a: 1 } } })).toThrow(/extra/);
    expect(() => patchFields(paper, { extra: "x" })).toThrow(/extra/);
  });
});

describe("a record of a stored paper", () => {
  const merge = (stored: Partial<PaperInput>, given: Partial<PaperInput>, trust: Trust = trustLevels.own) =>
    mergeRecords({ paper: clean(stored), trust: trustAll(trustLevels.own) }, { paper: clean(given), trust }).paper;

  it("adds tags and own fields, and replaces those of the same name if its source is as good", () => {
    expect(merge({ tags: ["a"] }, { tags: ["A", "b"] }).tags).toEqual(["a", "b"]);
    const [stored, given] = [{ extra: { a: 1, b: 2 } }, { extra: { b: 3, c: 4 } }];
    expect(merge(stored, given).extra).toEqual({ a: 1, b: 3, c: 4 });
    expect(merge(stored, given, trustLevels.table).extra).toEqual({ a: 1, b: 2, c: 4 });
    expect(merge(stored, {}).extra).toEqual(stored.extra);
  });

  it("does not add the tags of an exported reference to the keywords", () => {
    const reference = { keywords: ["bees", "to read", "wings"] };
    const merged = merge({ keywords: ["bees"], tags: ["To read"] }, reference, trustLevels.library);
    expect(merged).toMatchObject({ keywords: ["bees", "wings"], tags: ["To read"] });
  });

  it("marks a paper as retracted for good", () => {
    const note = { retracted: true, retractionNote: "2021" };
    expect(merge({}, note, trustLevels.database)).toMatchObject(note);
    expect(merge(note, { retracted: false })).toMatchObject(note);
    expect(merge(note, {})).toMatchObject(note);
    expect(merge({ retracted: true }, note, trustLevels.library)).toMatchObject(note);
    expect(merge({}, { title: "RETRACTED: Bees" }, trustLevels.library).retracted).toBe(true);
  });

  it("does not overrule the owner, who says that it is not", () => {
    expect(merge({ retracted: false }, { retracted: true }, trustLevels.database).retracted).toBe(false);
    expect(patchFields(clean({ title: "RETRACTED: Bees" }), { retracted: false }).retracted).toBe(false);
  });
});
