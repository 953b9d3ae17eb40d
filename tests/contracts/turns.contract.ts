import { describe, expect, it } from "vitest";
import type { Turns } from "../../src/ports/ingest/turns.js";

/** @param open gives two processes the same turns, which may be one object */
export function describeTurns(name: string, open: () => Promise<readonly [Turns, Turns]>): void {
  describe(name, () => {
    it("are given to one holder at a time, and other names meanwhile", async () => {
      const [one, two] = await open();
      let running = 0;
      let most = 0;
      let done = 0;
      const work = async () => {
        most = Math.max(most, (running += 1));
        await new Promise(setImmediate);
        running -= 1;
        return (done += 1);
      };
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, at) => (at % 2 ? one : two).withTurn("feed", work)),
      );
      expect(most).toBe(1);
      expect(results.filter((result) => result !== undefined)).toHaveLength(done);
      const within = await one.withTurn("feed", () => two.withTurn("other", async () => "both"));
      expect(within).toBe("both");
    });

    it("are numbered for each name, and free again after a task that throws", async () => {
      const [turns] = await open();
      const read = () => turns.withTurn("numbered", async ({ fence }) => fence);
      const first = await read();
      const failure = turns.withTurn("numbered", () => Promise.reject(new Error("no")));
      await expect(failure).rejects.toThrow("no");
      expect(await read()).toBe((first ?? 0) + 2);
    });
  });
}
