import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collectOrdinals } from "../../../src/domain/search/ordinal-set.js";
import type { PaperSet } from "../../../src/domain/search/paper-set.js";
import { createDocument } from "../../support/keyword-documents.js";
import { openKeywordIndex } from "../../support/opensearch-index.js";
import { paperSets } from "../../support/paper-sets.js";
import { openSearchMissing } from "../../support/start-opensearch.js";

const words = ["graph", "kernel", "proof"] as const;
const ordinals = Array.from({ length: 120 }, (_, at) => 3 * at + 1);
/** Each word is in every so many papers. */
const divisors = { graph: 2, kernel: 3, proof: 5 } as const;
const holds = (ordinal: number, word: (typeof words)[number]) => ordinal % divisors[word] === 1;

type Expression =
  | { readonly kind: "word"; readonly word: (typeof words)[number] }
  | { readonly kind: "listed"; readonly listed: readonly number[] }
  | { readonly kind: "intersect" | "unite" | "subtract"; readonly one: Expression; readonly other: Expression }
  | { readonly kind: "add" | "remove"; readonly one: Expression; readonly listed: readonly number[] };

const listed = fc.uniqueArray(fc.constantFrom(...ordinals), { maxLength: 40 });
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ kind: fc.constant("word" as const), word: fc.constantFrom(...words) }),
    fc.record({ kind: fc.constant("listed" as const), listed }),
    fc.record({
      kind: fc.constantFrom("intersect" as const, "unite" as const, "subtract" as const),
      one: tie("expression"),
      other: tie("expression"),
    }),
    fc.record({ kind: fc.constantFrom("add" as const, "remove" as const), one: tie("expression"), listed }),
  ),
}));

function evaluate(
  node: Expression,
  leaves: { find(word: string): PaperSet; of(listed: readonly number[]): PaperSet },
): PaperSet {
  if (node.kind === "word") return leaves.find(node.word);
  if (node.kind === "listed") return leaves.of(node.listed);
  const one = evaluate(node.one, leaves);
  return "other" in node ? one[node.kind](evaluate(node.other, leaves)) : one[node.kind](node.listed);
}

describe.skipIf(openSearchMissing)("sets of papers in OpenSearch", () => {
  let index: Awaited<ReturnType<typeof openKeywordIndex>>;
  beforeAll(async () => {
    index = await openKeywordIndex();
    const put = ordinals.map((ordinal) =>
      createDocument(ordinal, words.filter((word) => holds(ordinal, word)).join(" ")),
    );
    await index.apply({ put, removed: [], lastChange: 1 });
  });
  afterAll(() => index.close());

  it("combine as sets that are held in memory", async () => {
    const find = (word: string) =>
      collectOrdinals(ordinals.filter((ordinal) => holds(ordinal, word as (typeof words)[number])));
    await fc.assert(
      fc.asyncProperty(expression, fc.integer({ min: 0, max: 50 }), async (node, limit) => {
        const asked = evaluate(node, { find: (word) => index.findContaining(word)!, of: index.sets.of });
        const held = evaluate(node, { find, of: paperSets.of });
        const expected = [...(await held.list())];
        expect([...(await asked.list())]).toEqual(expected);
        expect([...(await asked.list(limit))]).toEqual(expected.slice(0, limit));
        expect(await asked.count()).toBe(expected.length);
        expect([...(await asked.pick([...ordinals, 5_000]))].toSorted((one, other) => one - other)).toEqual(expected);
        const sample = [...(await asked.sample(limit))];
        expect(sample).toEqual([...(await asked.sample(limit))]);
        expect(sample).toHaveLength(Math.min(limit, expected.length));
        expect(expected).toEqual(expect.arrayContaining(sample));
      }),
      { numRuns: 60 },
    );
  });
});
