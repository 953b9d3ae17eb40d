import { describe, expect, it } from "vitest";
import { hashFnv1a } from "../../src/domain/text/fnv1a.js";

describe("FNV-1a", () => {
  it("gives the published values for ASCII", () => {
    expect(["", "a", "foobar"].map((text) => hashFnv1a(text))).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  });

  it("gives another hash for another seed", () => {
    expect(hashFnv1a("a", 1)).not.toBe(hashFnv1a("a"));
  });
});
