import type { MapAnswer } from "../../domain/map/answer.js";

/** A map prepared for drawing. Coordinates run from 0 to 1 on both axes. */
export interface MapData {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly ids: readonly string[];
  /** 0 for a paper without a year. */
  readonly years: Int16Array;
  /** The narrowest topic of each paper. */
  readonly topicOf: Uint16Array;
  /** The broadest topic of each paper, which determines its colour. */
  readonly groupOf: Uint8Array;
  readonly topics: readonly MapTopic[];
  /** The part of the map that contains papers. */
  readonly bounds: Bounds;
  /** The row of each paper, by its ID. */
  readonly rows: ReadonlyMap<string, number>;
  /** Width and height in whole units, in which areas are stated. */
  readonly side: number;
  readonly drawnAt: string;
  /** Papers on the whole map, of which this may be a sample. */
  readonly total: number;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface MapTopic {
  readonly index: number;
  readonly names: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly papers: number;
  readonly level: number;
  readonly parent: number | undefined;
  /** The broadest topic that contains it. */
  readonly group: number;
}

export function readMapData({ side, drawnAt, total, topics, papers }: MapAnswer): MapData {
  const toUnit = (value: number) => value / side;
  const groups = topics.map((_, topic) => findGroup(topics, topic));
  const names = distinguishNames(topics);
  const [x, y] = [Float32Array.from(papers.x, toUnit), Float32Array.from(papers.y, toUnit)];
  return {
    count: papers.ids.length,
    x,
    y,
    bounds: findBounds(x, y),
    ids: papers.ids,
    years: Int16Array.from(papers.years, (year) => year ?? 0),
    topicOf: Uint16Array.from(papers.topics),
    groupOf: Uint8Array.from(papers.topics, (topic) => groups[topic] ?? 0),
    topics: topics.map((topic, index) => ({
      ...topic,
      index,
      names: names[index] ?? [],
      x: toUnit(topic.x),
      y: toUnit(topic.y),
      parent: topic.parent,
      group: groups[index] ?? 0,
    })),
    rows: new Map(papers.ids.map((id, row) => [id, row])),
    side,
    drawnAt,
    total,
  };
}

/** Names of the topics of a paper from the broadest to the narrowest, without repetition. */
export function listTopicNames({ topics, topicOf }: MapData, row: number): readonly string[] {
  const names: string[] = [];
  for (let topic = topics[topicOf[row] ?? -1]; topic; topic = topics[topic.parent ?? -1]) {
    const [name] = topic.names;
    if (name !== undefined && !names.includes(name)) names.unshift(name);
  }
  return names;
}

export function nameTopic({ names }: Pick<MapTopic, "names">): string {
  return names.length > 0 ? names.slice(0, 2).join(" · ") : "unnamed topic";
}

/** A topic leads with a name that no broader one leads with, if it has one: both are on the map at the same time. */
function distinguishNames(topics: MapAnswer["topics"]): readonly (readonly string[])[] {
  const leads: string[][] = [];
  return topics.map(({ names, parent }, index) => {
    const taken = leads[parent ?? -1] ?? [];
    const own = [...names.filter((name) => !taken.includes(name)), ...names.filter((name) => taken.includes(name))];
    leads[index] = [...taken, ...own.slice(0, 1)];
    return own;
  });
}

function findBounds(x: Float32Array, y: Float32Array): Bounds {
  const low = (values: Float32Array) => values.reduce((min, value) => Math.min(min, value), 1);
  const high = (values: Float32Array) => values.reduce((max, value) => Math.max(max, value), 0);
  return { left: low(x), top: low(y), right: high(x), bottom: high(y) };
}

function findGroup(topics: MapAnswer["topics"], topic: number): number {
  const parent = topics[topic]?.parent;
  return parent === undefined ? topic : findGroup(topics, parent);
}
