import { describe, expect, it } from "vitest";
import { comparePaper, type KeptPaper } from "../../src/domain/paper/change.js";

const kept: KeptPaper = { version: 2, contentHash: "c", textHash: "t", vector: "embedded" };
const same = { version: 2, contentHash: "c", textHash: "t" };
const vector = Float32Array.of(1);

describe("the change from a stored to an incoming paper", () => {
  it.each([
    ["new when none is stored", undefined, same, "new", true],
    ["new, and needs no vector when it comes with one", undefined, { ...same, vector }, "new", false],
    ["unchanged when it is the same", kept, same, "unchanged", false],
    [
      "unchanged when it is an older version",
      kept,
      { version: 1, contentHash: "x", textHash: "x" },
      "unchanged",
      false,
    ],
    ["changed, keeping the vector, when only its version is newer", kept, { ...same, version: 3 }, "changed", false],
    [
      "changed, keeping the vector, when it is the same but adds its version",
      { contentHash: "c", textHash: "t", vector: "embedded" },
      same,
      "changed",
      false,
    ],
    [
      "unchanged when it is the same but omits its version",
      kept,
      { contentHash: "c", textHash: "t" },
      "unchanged",
      false,
    ],
    ["changed when its text differs", kept, { ...same, contentHash: "x", textHash: "x" }, "changed", true],
    [
      "changed, keeping the vector, when only its metadata differs",
      kept,
      { ...same, contentHash: "x" },
      "changed",
      false,
    ],
    ["unchanged while the same paper waits for its vector", { ...kept, vector: "waiting" }, same, "unchanged", false],
    [
      "changed when it comes with the vector that the stored one waits for",
      { ...kept, vector: "waiting" },
      { ...same, vector },
      "changed",
      false,
    ],
    ["changed when the same paper failed to embed before", { ...kept, vector: "none" }, same, "changed", true],
    [
      "changed when its metadata differs and there is no vector yet",
      { ...kept, vector: "waiting" },
      { ...same, contentHash: "x" },
      "changed",
      true,
    ],
  ] as const)("is %s", (_title, before, incoming, change, needsVector) => {
    expect(comparePaper(before, incoming)).toEqual({ change, needsVector });
  });
});
