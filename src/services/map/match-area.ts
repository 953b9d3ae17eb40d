import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { createPolygonTest, parseCorners } from "../../domain/map/polygon.js";
import { listWithin } from "../../domain/map/topics-within.js";
import type { AreaFilter } from "../../domain/search/filter.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import { AppError } from "../../errors.js";
import type { KeptMap } from "../../ports/map/map-store.js";

/** Papers tested before yielding to the event loop: a few milliseconds. */
const papersAtOnce = 50_000;

/**
 * The papers of a map, ascending, that are in an area and belong to one of the topics. Throws `conflict` if the filter speaks of
 * another map, and `bad_input` for a topic that this map has not.
 */
export async function matchArea(map: KeptMap, { area, topic, mapDrawnAt }: AreaFilter): Promise<readonly Ordinal[]> {
  if (mapDrawnAt !== undefined && Date.parse(mapDrawnAt) !== map.drawnAt) throw createOtherMapError(map);
  const isInTopic = topic && listTopicsWithin(map, topic);
  const isInArea = area === undefined ? undefined : createPolygonTest(parseCorners(area));
  const { ordinals, x, y, topicOf } = map;
  const found: Ordinal[] = [];
  for (let row = 0; row < ordinals.length; row += 1) {
    if (row % papersAtOnce === papersAtOnce - 1) await yieldToEventLoop();
    if (isInTopic && !isInTopic[topicOf[row]!]) continue;
    if (!isInArea || isInArea(x[row]!, y[row]!)) found.push(ordinals[row]!);
  }
  return found;
}

function listTopicsWithin({ topics }: KeptMap, chosen: readonly number[]): readonly boolean[] {
  const unknown = chosen.find((topic) => topic >= topics.length);
  if (unknown !== undefined) throw createUnknownTopicError(unknown, topics.length);
  return listWithin(topics, chosen);
}

function createOtherMapError({ drawnAt }: KeptMap): AppError {
  const drawn = new Date(drawnAt).toISOString();
  return new AppError(
    "conflict",
    `The map was drawn anew at ${drawn}, and its topics and positions are others: choose the area on the new map.`,
  );
}

function createUnknownTopicError(topic: number, count: number): AppError {
  const message = `must be the index of one of the ${count} topics of the map`;
  return new AppError("bad_input", `The map has no topic ${topic}.`, { details: [{ path: "topic", message }] });
}
