import { describe, expect, it } from "vitest";
import type { OpenMap } from "../../src/ports/map/map-store.js";
import type { DrawMap } from "../../src/services/map/draw-map.js";
import { createGate } from "../support/gate.js";
import { drawUntilStopped, makeMap, manageMap } from "../support/managed-map.js";
import { until } from "../support/until.js";

const readState = async ({ services }: Awaited<ReturnType<typeof manageMap>>) => (await services.readMapState()).state;

describe("The map and its drawing", () => {
  it("is absent at first, is drawn on request and is then ready", async () => {
    const gate = createGate();
    const parts = await manageMap({
      drawMap: async ({ onProgress }) => {
        onProgress("layout", 0.5);
        await gate.opened;
        return { map: makeMap(40), sheets: sheetsOf("drawn") };
      },
    });
    const { services } = parts;
    await expect(services.readMap("whole")).rejects.toMatchObject({ code: "not_found" });
    expect(await readState(parts)).toBe("absent");
    const begun = await services.startDrawing({ anew: false });
    expect(begun).toMatchObject({ state: "drawing", embedded: 40, papers: 0 });
    expect(await services.readMapState()).toMatchObject({ state: "drawing", stage: "layout", progress: 0.5 });
    await services.startDrawing({ anew: true });
    gate.open();
    await services.stopMap();
    expect(parts.drawings).toHaveLength(1);
    expect(await services.readMapState()).toEqual({
      state: "ready",
      papers: 40,
      embedded: 40,
      needed: 20,
      later: 0,
      drawnAt: "1970-01-01T00:00:00.000Z",
    });
    expect((await services.readMap("outline")).version).toBe("drawn");
  });

  it("is not drawn for fewer than 20 papers", async () => {
    const parts = await manageMap({ embedded: 19 });
    expect(await parts.services.startDrawing({ anew: true })).toMatchObject({
      state: "absent",
      embedded: 19,
      needed: 20,
    });
    expect(parts.drawings).toEqual([]);
  });

  it.each([
    ["up to date", { embedded: 100, kept: makeMap(100) }, 0],
    ["up to 5% new papers", { embedded: 105, kept: makeMap(100) }, 0],
    ["over 5% new papers", { embedded: 106, kept: makeMap(100) }, 1],
    ["over 5% removed papers", { embedded: 94, kept: makeMap(100) }, 1],
    ["over 5% placed later", { embedded: 100, kept: makeMap(100, { later: 6 }) }, 1],
  ])("is redrawn only when it is out of date: %s", async (_, situation, expected) => {
    const parts = await manageMap(situation);
    expect((await parts.services.startDrawing({ anew: false })).state).toBe("ready");
    await parts.services.stopMap();
    expect(parts.drawings).toHaveLength(expected);
  });

  it("is redrawn on request", async () => {
    const parts = await manageMap({ embedded: 100, kept: makeMap(100) });
    await parts.services.startDrawing({ anew: true });
    await parts.services.stopMap();
    expect(parts.drawings).toHaveLength(1);
  });

  it("applies pending changes before it is read, unless a new drawing is due", async () => {
    const fresh = await manageMap({ embedded: 100, kept: makeMap(100) });
    await fresh.services.readMap("whole");
    expect(fresh.followed).toHaveLength(1);
    const old = await manageMap({ embedded: 200, kept: makeMap(100) });
    await old.services.readMap("whole");
    expect(old.followed).toEqual([]);
  });

  it("reports why a drawing failed, and tries again on request", async () => {
    let works = false;
    const parts = await manageMap({
      drawMap: async () => {
        if (!works) throw new Error("no memory");
        return { map: makeMap(40), sheets: sheetsOf("second") };
      },
    });
    await parts.services.startDrawing({ anew: false });
    await until("it has failed", async () => (await parts.services.readMapState()).failure !== undefined);
    expect(await parts.services.readMapState()).toMatchObject({ state: "absent", failure: "no memory" });
    expect(parts.lines).toMatchObject([{ level: "error", fields: { reason: "no memory" } }]);
    works = true;
    await parts.services.startDrawing({ anew: false });
    await parts.services.stopMap();
    expect(await readState(parts)).toBe("ready");
  });

  it("stops drawing silently when the library closes, and starts no other drawing", async () => {
    const parts = await manageMap({
      drawMap: drawUntilStopped,
    });
    await parts.services.startDrawing({ anew: false });
    await parts.services.stopMap();
    await parts.services.startDrawing({ anew: false });
    expect([parts.lines, parts.drawings.length]).toEqual([[], 1]);
  });

  it("estimates the time that is left from the time that has passed", async () => {
    let report: Parameters<DrawMap>[0]["onProgress"] = () => undefined;
    const parts = await manageMap({
      drawMap: ({ signal, onProgress }) => {
        report = onProgress;
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
      },
    });
    await parts.services.startDrawing({ anew: false });
    report("neighbours", 0.001);
    expect(await parts.services.readMapState()).not.toHaveProperty("secondsLeft");
    parts.advance(30_000);
    report("layout", 0.25);
    expect(await parts.services.readMapState()).toMatchObject({ progress: 0.25, secondsLeft: 90 });
    await parts.services.stopMap();
  });

  it("is cancelled on request: an earlier map stays, and the next drawing may begin", async () => {
    const parts = await manageMap({
      kept: makeMap(40),
      drawMap: drawUntilStopped,
    });
    expect(await parts.services.cancelDrawing()).toMatchObject({ state: "ready", papers: 40 });
    expect(await parts.services.startDrawing({ anew: true })).toMatchObject({ stage: "neighbours" });
    const after = await parts.services.cancelDrawing();
    expect(after).toMatchObject({ state: "ready", papers: 40 });
    expect([after.stage, after.failure, parts.lines]).toEqual([undefined, undefined, []]);
    await parts.services.startDrawing({ anew: true });
    expect(parts.drawings).toHaveLength(2);
    await parts.services.stopMap();
  });

  it("gives the position and topics of a paper, or reports that the paper is not on it", async () => {
    const { services } = await manageMap({ kept: makeMap(40) });
    expect(await services.readPlace("7")).toMatchObject({
      id: "p7",
      x: 7,
      y: 7,
      topics: [{ names: ["whales"] }, { names: ["songs"] }],
    });
    await expect(services.readPlace("0")).rejects.toMatchObject({ code: "not_found" });
    await expect(services.readPlace("41")).rejects.toMatchObject({
      message: expect.stringContaining("not on the map"),
    });
  });
});

function sheetsOf(version: string): OpenMap["sheets"] {
  const sheet = { gzip: new Uint8Array(0), version };
  return { whole: sheet, outline: sheet };
}
