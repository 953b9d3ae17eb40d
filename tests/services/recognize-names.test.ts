import { describe, expect, it } from "vitest";
import { createRecognizeNames } from "../../src/services/search/query/recognize-names.js";
import { paperSets } from "../support/paper-sets.js";

describe("Names in a question", () => {
  it("are asked for unless all names are loaded and none can be meant", async () => {
    const asked: string[] = [];
    const hints = { hasWord: (word: string) => word === "quenby", hasBoth: () => false };
    const nothing = { families: [0, 0], words: [0, 0], spans: [] };
    const recognizeWith = (loaded: number | undefined) =>
      createRecognizeNames({
        scan: {
          findNames: async (text) => {
            asked.push(text);
            return nothing;
          },
          peekNames: () => (loaded === undefined ? undefined : { lastChange: loaded, hints }),
          listAuthored: async () => ({ ordinals: [], tiers: [] }),
        },
        changes: { readLastChange: async () => 7 },
        keywordIndex: { countContaining: async () => new Map(), findContaining: () => undefined },
        papers: { readPapers: async () => new Map() },
        paperSets,
      });
    const recognize = recognizeWith(7);
    for (const text of ["graph kernels", "quenby kernels"]) expect(await recognize(text, text)).toBeUndefined();
    expect(asked).toEqual(["quenby kernels"]);
    for (const loaded of [6, undefined]) await recognizeWith(loaded)("graph kernels", "graph kernels");
    expect(asked).toEqual(["quenby kernels", "graph kernels", "graph kernels"]);
  });
});
