import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OpenCounts } from "../../src/ports/desk/open-counts.js";
import { keepPapers, type StoreUnderTest } from "../support/store-under-test.js";

type Papers = Pick<StoreUnderTest, "jobs" | "papers" | "close">;

export function describeOpenCounts(
  name: string,
  create: () => Promise<{ readonly store: Papers; readonly opens: OpenCounts }>,
): void {
  describe(name, () => {
    let store: Papers;
    let opens: OpenCounts;
    beforeEach(async () => {
      ({ store, opens } = await create());
      await keepPapers(
        store,
        ["a", "b", "c"].map((id) => ({ id, title: `Paper ${id}` })),
      );
    });
    afterEach(() => store.close());
    const list = (request = {}) => opens.listOpened({ from: 90, today: 100, min: 1, limit: 10, ...request });

    it("adds up the opens of a paper by day, and drops unknown ids", async () => {
      await opens.countOpens(99, ["a", "b", "nowhere"]);
      await opens.countOpens(100, ["a"]);
      await opens.countOpens(100, ["a"]);
      expect(await list()).toEqual([
        { id: "a", opens: 3 },
        { id: "b", opens: 1 },
      ]);
    });

    it("lists only days from `from` to `today`, counts from `min`, and `limit` papers", async () => {
      await opens.countOpens(80, ["a"]);
      await opens.countOpens(101, ["a"]);
      await opens.countOpens(95, ["b", "c"]);
      await opens.countOpens(96, ["c"]);
      expect((await list()).map(({ id }) => id)).toEqual(["c", "b"]);
      expect(await list({ min: 2 })).toEqual([{ id: "c", opens: 2 }]);
      expect(await list({ limit: 1 })).toEqual([{ id: "c", opens: 2 }]);
      expect((await list({ from: 80 })).map(({ id }) => id)).toContain("a");
    });

    it("puts what was opened lately before what was opened as often long ago", async () => {
      await opens.countOpens(91, ["a"]);
      await opens.countOpens(92, ["a"]);
      await opens.countOpens(100, ["b"]);
      expect((await list()).map(({ id }) => id)).toEqual(["b", "a"]);
    });

    it("leaves out removed papers, which come back with their counts", async () => {
      await opens.countOpens(100, ["a", "b"]);
      await store.papers.removePaper("a");
      expect(await list()).toEqual([{ id: "b", opens: 1 }]);
      await keepPapers(store, [{ id: "a", title: "Paper a" }]);
      expect((await list()).length).toBe(2);
    });

    it("forgets earlier days", async () => {
      await opens.countOpens(98, ["a"]);
      await opens.countOpens(99, ["b"]);
      await opens.forgetBefore(99);
      expect(await list()).toEqual([{ id: "b", opens: 1 }]);
    });
  });
}
