import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MapTopic } from "../../src/web/map/data.js";
import { findLabel, type PlacedLabel } from "../../src/web/map/canvas/labels.js";
import { chooseLabels, type LitDots, placeLabels } from "../../src/web/map/canvas/place-labels.js";

const measure = (text: string) => text.length * 9;
const camera = { scale: 500, left: 0, top: 0 };
const canvas = { width: 500, height: 500 };

function topic(index: number, [x, y]: readonly [number, number], name: string): MapTopic {
  return { index, names: [name], x, y, papers: 10, level: 0, parent: undefined, group: index };
}

function place(topics: readonly MapTopic[], lit: LitDots = { points: [], radius: 12 }): readonly PlacedLabel[] {
  return placeLabels(chooseLabels({ topics, scale: camera.scale, lit, measure }), { camera, ...canvas, lit });
}

describe("The names of topics", () => {
  it("stand where their topics are", () => {
    expect(place([topic(0, [0.5, 0.5], "graphs")])).toMatchObject([{ x: 250, y: 250 }]);
  });

  it("step aside for a lit paper, and are found where they went", () => {
    const [placed, ...others] = place([topic(0, [0.5, 0.5], "graphs")], { points: [{ x: 0.5, y: 0.5 }], radius: 12 });
    expect(others).toEqual([]);
    expect(Math.abs(placed!.y - 250)).toBeGreaterThan(12);
    expect(findLabel([placed!], placed!)?.topic.index).toBe(0);
    expect(findLabel([placed!], { x: 250, y: 250 })).toBeUndefined();
  });

  it("stay in their topics, and are left out where these have no room", () => {
    const column = Array.from({ length: 20 }, (_, at) => ({ x: 0.5, y: 0.4 + at / 100 }));
    const small = topic(0, [0.5, 0.5], "graphs");
    const large = { ...topic(1, [0.1, 0.9], "robots"), papers: 190 };
    expect(place([small], { points: column, radius: 12 })).toHaveLength(1);
    expect(place([large, small], { points: column, radius: 12 }).map(({ label }) => label.topic.index)).toEqual([1]);
  });

  it("are left out where lit papers leave no room", () => {
    const points = Array.from({ length: 900 }, (_, at) => ({ x: (at % 30) / 30, y: Math.floor(at / 30) / 30 }));
    expect(place([topic(0, [0.5, 0.5], "graphs")], { points, radius: 12 })).toEqual([]);
  });

  it("are not cut off by an edge, and do not run into one another there", () => {
    const near = [topic(0, [0.5, 0.5], "reinforcement learning"), topic(1, [0.97, 0.5], "gaussian splatting")];
    const half = measure("gaussian splatting") / 2;
    expect(place([near[1]!])[0]).toMatchObject({ x: 500 - half - 4, y: 250 });
    expect(place([topic(0, [1.02, 0.5], "gaussian splatting")])).toEqual([]);
    const [first, second] = place(near);
    expect(first).toMatchObject({ x: 250, y: 250 });
    expect(second!.x).toBe(500 - half - 4);
    expect(Math.abs(second!.y - 250)).toBeGreaterThan(first!.label.height);
  });

  it("neither cover a lit paper nor one another", () => {
    const share = fc.integer({ min: 0, max: 100 }).map((part) => part / 100);
    const point = fc.record({ x: share, y: share });
    const topics = fc.array(fc.tuple(share, share), { maxLength: 8 });
    fc.assert(
      fc.property(topics, fc.array(point, { maxLength: 12 }), (places, points) => {
        const named = places.map((at, index) => topic(index, at, `topic number ${index}`));
        const labels = place(named, { points, radius: 12 });
        for (const [at, { x, y, label }] of labels.entries()) {
          for (const dot of points)
            expect(
              Math.abs(dot.x * 500 - x) >= label.width / 2 + 12 || Math.abs(dot.y * 500 - y) >= label.height / 2 + 12,
            ).toBe(true);
          for (const other of labels.slice(at + 1))
            expect(
              Math.abs(other.x - x) >= (label.width + other.label.width) / 2 ||
                Math.abs(other.y - y) >= (label.height + other.label.height) / 2,
            ).toBe(true);
        }
      }),
    );
  });
});
