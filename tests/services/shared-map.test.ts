import { describe, expect, it } from "vitest";
import { createOwnMapEngine } from "../../src/adapters/memory/map-engine.js";
import { createGate } from "../support/gate.js";
import { drawUntilStopped, makeMap, manageMap, type MapSituation } from "../support/managed-map.js";
import { createMapKeeper } from "../support/map-keeper.js";
import { until } from "../support/until.js";

/** Two processes that share a map. */
async function openTwo({ kept, ...situation }: MapSituation = {}) {
  const shared = { maps: createMapKeeper(), mapEngine: createOwnMapEngine(), ...situation };
  const one = await manageMap({ ...shared, ...(kept && { kept }) });
  const two = await manageMap(shared);
  return { one, two, shared };
}

describe("The map of several processes", () => {
  it("is drawn by one of them, and all say how far it is and then show it", async () => {
    const gate = createGate();
    const maps = createMapKeeper();
    const { one, two } = await openTwo({
      maps,
      drawMap: async ({ onProgress }) => {
        onProgress("layout", 0.5);
        await gate.opened;
        return maps.keepMap(makeMap(40, { drawnAt: 5 }));
      },
    });
    await one.services.startDrawing({ anew: false });
    await until("the other process knows", async () => (await two.services.readMapState()).progress === 0.5);
    expect((await two.services.startDrawing({ anew: true })).state).toBe("drawing");
    gate.open();
    await one.services.stopMap();
    await until("the drawing has ended", async () => (await two.services.readMapState()).stage === undefined);
    expect(one.drawings.length + two.drawings.length).toBe(1);
    expect(await two.services.readMapState()).toMatchObject({ state: "ready", papers: 40 });
    expect(await two.services.readMap("whole")).toEqual(await one.services.readMap("whole"));
  });

  it("is the newest one in a process that has an older one open", async () => {
    const { two, shared } = await openTwo({ kept: makeMap(40) });
    const before = await two.services.readMap("whole");
    await shared.maps.keepMap(makeMap(40, { drawnAt: 1_000 }));
    expect((await two.services.readMap("whole")).version).not.toBe(before.version);
    expect((await two.services.readMapState()).drawnAt).toBe("1970-01-01T00:00:01.000Z");
    const filter = { topic: [1], mapDrawnAt: "1970-01-01T00:00:01.000Z" };
    expect(await (await two.services.matchOnMap(filter)).count()).toBe(40);
  });

  it("can be cancelled by a process that does not draw it", async () => {
    const { one, two } = await openTwo({ drawMap: drawUntilStopped });
    await one.services.startDrawing({ anew: false });
    await until("the other process knows", async () => (await two.services.readMapState()).state === "drawing");
    expect((await two.services.cancelDrawing()).stage).toBeUndefined();
    expect(await one.services.readMapState()).toMatchObject({ state: "absent" });
    expect((await one.services.readMapState()).failure).toBeUndefined();
    // What was asked of the last drawing does not stop the next.
    await two.services.startDrawing({ anew: false });
    await until("it draws again", async () => two.drawings.length === 1);
    expect((await two.services.readMapState()).stage).toBe("neighbours");
    await two.services.stopMap();
  });

  it("is not to be drawn anew because it shows a sample, until as many papers have changed", async () => {
    const sampled = makeMap(40, { sampledFrom: 1_000 });
    const recent = await manageMap({ embedded: 1_050, kept: sampled });
    expect(await recent.services.startDrawing({ anew: false })).toMatchObject({ state: "ready", sampledFrom: 1_000 });
    await expect(recent.services.readPlace("41")).rejects.toMatchObject({
      message: expect.stringContaining("a sample of 40 of 1000 papers"),
    });
    expect(recent.drawings).toEqual([]);
    const old = await manageMap({ embedded: 1_051, kept: sampled });
    await old.services.startDrawing({ anew: false });
    await old.services.stopMap();
    expect(old.drawings).toHaveLength(1);
  });
});
