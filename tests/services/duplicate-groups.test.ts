import { describe, expect, it } from "vitest";
import { createDuplicateGroups, type DuplicateGroups } from "../../src/services/duplicates/duplicate-groups.js";

const link = (ordinal: number, other: number, similarity = 0.95) => ({ ordinal, other, similarity });
const open = async (...pairs: ReturnType<typeof link>[]) => {
  const groups = createDuplicateGroups({ readPairs: async () => pairs });
  await groups.load();
  return groups;
};
const show = (groups: DuplicateGroups) => groups.listGroups().map(({ members }) => members);

describe("groups of near-duplicates", () => {
  it("are empty before loading, and load once", async () => {
    let reads = 0;
    const readPairs = async () => {
      reads += 1;
      return [link(1, 2)];
    };
    const groups = createDuplicateGroups({ readPairs });
    expect(groups.groupOf(1)).toBeUndefined();
    await Promise.all([groups.load(), groups.load()]);
    expect([reads, groups.groupOf(2)]).toEqual([1, { id: 1, members: [1, 2] }]);
  });

  it("join papers linked directly or indirectly, identified by the lowest ordinal", async () => {
    const groups = await open(link(5, 9), link(2, 9), link(3, 4));
    expect(show(groups)).toEqual([
      [2, 5, 9],
      [3, 4],
    ]);
    expect([2, 5, 9, 3, 7].map((ordinal) => groups.groupOf(ordinal)?.id)).toEqual([2, 2, 2, 3, undefined]);
  });

  it("report the highest similarity of each paper", async () => {
    const groups = await open(link(1, 2, 0.96), link(2, 3, 0.99));
    expect([1, 2, 3, 4].map((ordinal) => groups.readSimilarity(ordinal))).toEqual([0.96, 0.99, 0.99, undefined]);
  });

  it("merge when a link joins two of them", async () => {
    const groups = await open(link(1, 2), link(3, 4));
    groups.replaceLinks({ papers: [], pairs: [link(4, 2)] });
    expect(show(groups)).toEqual([[1, 2, 3, 4]]);
  });

  it("split when the paper that connects them loses its links", async () => {
    const groups = await open(link(1, 3), link(2, 3), link(3, 4), link(4, 5));
    groups.replaceLinks({ papers: [3], pairs: [] });
    expect(show(groups)).toEqual([[4, 5]]);
    expect(groups.groupOf(1)).toBeUndefined();
  });

  it("update in one step when a paper's links are replaced", async () => {
    const groups = await open(link(1, 2), link(3, 4));
    groups.replaceLinks({ papers: [2], pairs: [link(2, 3)] });
    expect(show(groups)).toEqual([[2, 3, 4]]);
  });
});
