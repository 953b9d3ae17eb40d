import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRedisDrawingBoard } from "../../../src/adapters/redis/maps/drawing-board.js";
import { createRedisTurns } from "../../../src/adapters/redis/turns.js";
import type { MapEngine } from "../../../src/ports/map/map-engine.js";
import { describeDrawingBoard } from "../../contracts/drawing-board.contract.js";
import { drawUntilStopped, manageMap } from "../../support/managed-map.js";
import { createMapKeeper } from "../../support/map-keeper.js";
import { openRedis, type OpenRedis } from "../../support/open-redis.js";
import { redisMissing } from "../../support/start-redis.js";
import { until } from "../../support/until.js";

describe.skipIf(redisMissing)("Redis", () => {
  let redis: OpenRedis;
  beforeAll(async () => {
    redis = await openRedis();
  });
  afterAll(() => redis.close());

  const open = async (prefix: string, shownMs = 10_000) =>
    createRedisDrawingBoard({ connection: await redis.connect(), prefix, fingerprint: "model", shownMs });

  describeDrawingBoard("the drawing board in Redis", async () => {
    const prefix = redis.nextPrefix();
    return [await open(prefix), await open(prefix)];
  });

  it("the drawing board forgets a drawing that is not shown again, but not why one failed", async () => {
    const board = await open(redis.nextPrefix(), 50);
    await board.show({ stage: "layout", progress: 0.5 });
    await until("it is forgotten", async () => (await board.read()).stage === undefined);
    await board.show({ failure: "no memory" });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await board.read()).toEqual({ failure: "no memory" });
  });

  async function openEngine(prefix: string) {
    const connection = await redis.connect();
    const mapEngine: MapEngine = {
      turns: createRedisTurns({ connection, prefix, leaseMs: 1_500 }),
      board: createRedisDrawingBoard({ connection, prefix, fingerprint: "model", shownMs: 1_200 }),
      maxLagMs: 0,
    };
    return { connection, mapEngine };
  }

  it("a process that dies while it draws does not keep others from drawing", async () => {
    const prefix = redis.nextPrefix();
    const maps = createMapKeeper();
    const [dying, other] = [await openEngine(prefix), await openEngine(prefix)];
    const one = await manageMap({ maps, mapEngine: dying.mapEngine, drawMap: drawUntilStopped });
    const two = await manageMap({ maps, mapEngine: other.mapEngine });
    await one.services.startDrawing({ anew: false });
    const readTwo = () => two.services.readMapState();
    await until("the other process knows", async () => (await readTwo()).state === "drawing");
    dying.connection.close();
    await until("the drawing is forgotten", async () => (await readTwo()).state === "absent");
    await two.services.startDrawing({ anew: false });
    await until("the map is drawn", async () => (await readTwo()).state === "ready");
    // The late one learns that it has lost its turn.
    await one.services.stopMap();
    expect([two.drawings.length, one.drawings.length]).toEqual([1, 1]);
  });

  it("a drawing is cancelled through any process", async () => {
    const prefix = redis.nextPrefix();
    const maps = createMapKeeper();
    const [first, second] = [await openEngine(prefix), await openEngine(prefix)];
    const one = await manageMap({ maps, mapEngine: first.mapEngine, drawMap: drawUntilStopped });
    const two = await manageMap({ maps, mapEngine: second.mapEngine });
    await one.services.startDrawing({ anew: false });
    await until("the other process knows", async () => (await two.services.readMapState()).state === "drawing");
    expect((await two.services.cancelDrawing()).state).toBe("absent");
    expect((await one.services.readMapState()).state).toBe("absent");
  });
});
