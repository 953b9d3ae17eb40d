import { describe, expect, it } from "vitest";
import type { Hit } from "../../src/domain/search/answer.js";
import { spellNames } from "../../src/domain/search/spell-names.js";
import type { Understood } from "../../src/domain/search/understood.js";

const hits = [
  { paper: { venue: "Proc. of ICML (2019)", categories: ["cs.LG"], authors: ["Ada B. Lovelace"] } },
  { paper: { categories: [], authors: ["Jürgen Müller-Lüdenscheidt"] } },
] as unknown as readonly Hit[];

function spell(kind: Understood["kind"], means: string): string | undefined {
  return spellNames([{ kind, text: means, range: [0, 1], means }], hits)[0]?.means;
}

describe("A name in the reading of a query", () => {
  it.each([
    ["venue", "in icml", "in ICML"],
    ["category", "in CS.lg", "in cs.LG"],
    ["author", "by ada b lovelace", "by Ada B. Lovelace"],
    ["author", "by MÜLLER", "by Müller"],
    ["author", "by ada", "by Ada"],
    ["venue", "in cml", "in cml"],
    ["venue", "not in icml", "not in icml"],
    ["venue", "in (icml", "in (icml"],
    ["title", "with icml in the title", "with icml in the title"],
  ] as const)("is spelled as papers spell it: %s, %s", (kind, means, spelled) => {
    expect(spell(kind, means)).toBe(spelled);
  });
});
