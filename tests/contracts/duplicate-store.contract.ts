import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type CreateStore,
  findOrdinal,
  keepEmbedded,
  keepPapers,
  type StoreUnderTest,
} from "../support/store-under-test.js";

export function describeDuplicateStore(name: string, create: CreateStore): void {
  describe(name, () => {
    let store: StoreUnderTest;
    let a: number;
    let b: number;
    let c: number;
    beforeEach(async () => {
      store = await create();
      await keepEmbedded(store, [
        { id: "a", title: "Attention", abstract: "First.", vector: [1, 0] },
        { id: "b", title: "Attention, again", vector: [0.6, 0.8] },
        { id: "c", title: "ATTENTION!", vector: [0.8, 0.6] },
      ]);
      [a, b, c] = [await findOrdinal(store, "a"), await findOrdinal(store, "b"), await findOrdinal(store, "c")];
    });
    afterEach(() => store.close());

    describeLinks(() => ({ store, a, b, c }));
    describeLoss(() => ({ store, a, b, c }));
    describeTitles(() => ({ store, a, b, c }));
  });
}

interface Kept {
  readonly store: StoreUnderTest;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const link = (ordinal: number, other: number, similarity = 0.75) => ({ ordinal, other, similarity });

function describeLinks(read: () => Kept): void {
  it("has no pairs at first, then each once with the lower ordinal first", async () => {
    const { store, a, b, c } = read();
    expect(await store.duplicates.readPairs()).toEqual([]);
    const pairs = [link(c, b, 0.96), link(b, a, 0.5), link(a, b, 0.5)];
    await store.duplicates.replaceLinks({ papers: [], pairs });
    expect(await store.duplicates.readPairs()).toEqual([link(a, b, 0.5), link(b, c, 0.96)]);
  });

  it("ignores repeated links, and keeps the newest similarity", async () => {
    const { store, a, b } = read();
    for (const similarity of [0.5, 0.5, 0.75]) {
      await store.duplicates.replaceLinks({ papers: [a], pairs: [link(a, b, similarity)] });
    }
    expect(await store.duplicates.readPairs()).toEqual([link(a, b, 0.75)]);
  });

  it("drops only the links of the given papers, on either side", async () => {
    const { store, a, b, c } = read();
    await store.duplicates.replaceLinks({ papers: [], pairs: [link(a, b), link(b, c), link(a, c)] });
    await store.duplicates.replaceLinks({ papers: [b], pairs: [] });
    expect(await store.duplicates.readPairs()).toEqual([link(a, c)]);
    await store.duplicates.replaceLinks({ papers: [a], pairs: [link(a, b)] });
    expect(await store.duplicates.readPairs()).toEqual([link(a, b)]);
  });

  it("omits pairs with a paper that is missing or has no vector", async () => {
    const { store, a } = read();
    await keepPapers(store, [{ id: "waiting", title: "Waiting" }]);
    const waiting = await findOrdinal(store, "waiting");
    await store.duplicates.replaceLinks({ papers: [a], pairs: [link(a, waiting), link(999, a)] });
    expect(await store.duplicates.readPairs()).toEqual([]);
  });
}

function describeLoss(read: () => Kept): void {
  const linkAll = async () => {
    const { store, a, b, c } = read();
    await store.duplicates.replaceLinks({ papers: [], pairs: [link(a, b), link(b, c)] });
    return { ...read(), left: () => store.duplicates.readPairs() };
  };

  it("drops the links of a removed paper", async () => {
    const { store, b, c, left } = await linkAll();
    await store.papers.removePaper("a");
    expect(await left()).toEqual([link(b, c)]);
    await store.papers.removePaper("c");
    expect(await left()).toEqual([]);
  });

  it("drops the links of a paper when its text changes, but not when another field does", async () => {
    const { store, a, b, c, left } = await linkAll();
    await keepPapers(store, [{ id: "a", title: "Attention", abstract: "First.", year: 2017 }]);
    expect(await left()).toEqual([link(a, b), link(b, c)]);
    await keepPapers(store, [{ id: "a", title: "Attention", abstract: "Second." }]);
    expect(await left()).toEqual([link(b, c)]);
  });

  it("drops the links of a paper that is saved with another vector", async () => {
    const { store, a, b, left } = await linkAll();
    await keepEmbedded(store, [{ id: "c", title: "ATTENTION!", year: 2018, vector: [0, 1] }]);
    expect(await left()).toEqual([link(a, b)]);
  });

  it("drops all links together with the vectors of a replaced model", async () => {
    const { store, left } = await linkAll();
    await store.vectors.resetFingerprint("one");
    expect(await left()).toHaveLength(2);
    await store.vectors.resetFingerprint("two");
    expect(await left()).toEqual([]);
  });
}

function describeTitles(read: () => Kept): void {
  it("finds papers with the same title regardless of case and punctuation, with their cosine, each pair once", async () => {
    const { store, a, b, c } = read();
    const pair = { ordinal: a, other: c, similarity: expect.closeTo(0.8, 6) };
    expect(await store.duplicates.findSameTitle([c])).toEqual([pair]);
    expect(await store.duplicates.findSameTitle([a, b, c, 999])).toEqual([pair]);
    expect(await store.duplicates.findSameTitle([b])).toEqual([]);
    expect(await store.duplicates.findSameTitle([])).toEqual([]);
  });

  it("ignores papers that wait for their vector, and titles without a letter", async () => {
    const { store, a } = read();
    await keepPapers(store, [{ id: "d", title: "Attention" }]);
    await keepEmbedded(store, [
      { id: "e", title: "!!!", vector: [1, 0] },
      { id: "f", title: "???", vector: [1, 0] },
    ]);
    const { duplicates } = store;
    expect(await duplicates.findSameTitle([await findOrdinal(store, "d"), await findOrdinal(store, "e")])).toEqual([]);
    expect(await duplicates.findSameTitle([a])).toHaveLength(1);
  });

  it("ignores a title shared by more than 20 papers", async () => {
    const { store } = read();
    const keep = (count: number) =>
      keepEmbedded(
        store,
        Array.from({ length: count }, (_, at) => ({ id: `i${at}`, title: "Introduction", vector: [1, 0] })),
      );
    await keep(20);
    const first = await findOrdinal(store, "i0");
    expect(await store.duplicates.findSameTitle([first])).toHaveLength(19);
    await keep(21);
    expect(await store.duplicates.findSameTitle([first])).toEqual([]);
  });
}
