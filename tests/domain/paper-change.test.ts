import { describe, expect, it } from "vitest";
import { comparePaper, type KeptPaper } from "../../src/domain/paper/change.js";

const kept: KeptPaper = { version: 2, contentHash: "c", textHash: "t", vector: "embedded" };
const same = { version: 2, contentHash: "c", textHash: "t" };
const vector = Float32Array.of(1);

describe("what a paper is to the one that is kept", () => {
  it.each([
    ["new, when none is", undefined, same, "new", true],
    ["new, and needs no vector when it brings one", undefined, { ...same, vector }, "new", false],
    ["unchanged, when it is the same", kept, same, "unchanged", false],
    [
      "unchanged, when it is an older version",
      kept,
      { version: 1, contentHash: "x", textHash: "x" },
      "unchanged",
      false,
    ],
    ["changed, with the vector kept, when only its version is newer", kept, { ...same, version: 3 }, "changed", false],
    [
      "changed, with the vector kept, when it is the same and says its version",
      { contentHash: "c", textHash: "t", vector: "embedded" },
      same,
      "changed",
      false,
    ],
    [
      "unchanged, when it is the same and does not say its version",
      kept,
      { contentHash: "c", textHash: "t" },
      "unchanged",
      false,
    ],
    ["changed, when its text is another", kept, { ...same, contentHash: "x", textHash: "x" }, "changed", true],
    [
      "changed, with the vector kept, when only a fact is another",
      kept,
      { ...same, contentHash: "x" },
      "changed",
      false,
    ],
    ["unchanged, while the same waits for its vector", { ...kept, vector: "waiting" }, same, "unchanged", false],
    [
      "changed, when it brings the vector that the other waits for",
      { ...kept, vector: "waiting" },
      { ...same, vector },
      "changed",
      false,
    ],
    ["changed, when the same could not be embedded before", { ...kept, vector: "none" }, same, "changed", true],
    [
      "changed, when a fact is another and no vector is there yet",
      { ...kept, vector: "waiting" },
      { ...same, contentHash: "x" },
      "changed",
      true,
    ],
  ] as const)("is %s", (_title, before, incoming, change, needsVector) => {
    expect(comparePaper(before, incoming)).toEqual({ change, needsVector });
  });
});
