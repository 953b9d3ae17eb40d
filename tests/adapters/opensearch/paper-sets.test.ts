import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definePapers } from "../../../src/adapters/opensearch/index-definitions.js";
import { createRefresh } from "../../../src/adapters/opensearch/refresh.js";
import { createAsk } from "../../../src/adapters/opensearch/search/ask.js";
import { describePapers } from "../../../src/adapters/opensearch/search/paper-set.js";
import { everyPaper } from "../../../src/adapters/opensearch/search/query.js";
import { collectOrdinals } from "../../../src/domain/search/ordinal-set.js";
import type { PaperSet } from "../../../src/domain/search/paper-set.js";
import { createDocument } from "../../support/keyword-documents.js";
import { openKeywordIndex } from "../../support/opensearch-index.js";
import { paperSets } from "../../support/paper-sets.js";
import { openSearchMissing, openTestCluster, type TestCluster } from "../../support/start-opensearch.js";

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

describe.skipIf(openSearchMissing)("a large set of papers in OpenSearch", { timeout: 60_000 }, () => {
  const total = 26_000;
  let cluster: TestCluster;
  let all: PaperSet;
  beforeAll(async () => {
    cluster = openTestCluster();
    const { client, prefix } = cluster;
    const index = `${prefix}-papers`;
    await client.indices.create({ index, body: definePapers({ shards: 3, replicas: 0 }) as never });
    const body = Array.from({ length: total }, (_, at) => [
      { index: {} },
      { ordinal: at + 1, id: `p${at + 1}` },
    ]).flat();
    await client.bulk({ index, body, refresh: true });
    all = describePapers(createAsk(client, index, createRefresh(client, index)), everyPaper);
  }, 60_000);
  afterAll(() => cluster.close());

  it("has a sample of just the size that is asked for, from all over it, each time the same", async () => {
    const size = 13_000;
    const sample = await all.sample(size);
    expect(sample).toHaveLength(size);
    expect(new Set(sample).size).toBe(size);
    expect(sample).toEqual(sample.toSorted());
    for (const part of [0, 1, 2, 3]) {
      const [from, to] = [(part * total) / 4, ((part + 1) * total) / 4];
      const share = sample.filter((ordinal) => ordinal > from && ordinal <= to).length / size;
      expect(Math.abs(share - 0.25)).toBeLessThan(0.02);
    }
    expect(await all.sample(size)).toEqual(sample);
    expect(await all.sample(total)).toHaveLength(total);
  });
});
