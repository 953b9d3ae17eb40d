import { describe, expect, it } from "vitest";
import type { DrawingBoard } from "../../src/ports/map/drawing-board.js";

/** @param open gives two processes the same board, which may be one object */
export function describeDrawingBoard(name: string, open: () => Promise<readonly [DrawingBoard, DrawingBoard]>): void {
  describe(name, () => {
    it("shows every process what was shown last", async () => {
      const [one, two] = await open();
      expect(await two.read()).toEqual({});
      const drawing = { stage: "layout", progress: 0.5, secondsLeft: 9 } as const;
      await one.show(drawing);
      expect([await one.read(), await two.read()]).toEqual([drawing, drawing]);
      await two.show({ failure: "no memory" });
      expect(await one.read()).toEqual({ failure: "no memory" });
      await two.show({});
      expect(await one.read()).toEqual({});
    });

    it("passes the wish to stop on, once", async () => {
      const [one, two] = await open();
      expect(await one.takeStop()).toBe(false);
      await two.askToStop();
      await two.askToStop();
      expect([await one.takeStop(), await one.takeStop()]).toEqual([true, false]);
    });
  });
}
