import type { PageMap, PageTopic } from "./api-types.js";

/** A map made ready to be drawn. Places run from 0 to 1 on both axes. */
export interface MapData {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly ids: readonly string[];
  readonly years: readonly (number | null)[];
  /** Narrowest topic of each paper. */
  readonly topicOf: Uint16Array;
  /** Broadest topic of each paper, counted from 0: its colour goes by it. */
  readonly groupOf: Uint8Array;
  readonly topics: readonly MapTopic[];
  /** The part of the map that holds papers. */
  readonly bounds: Bounds;
  /** Row of a paper. */
  readonly rows: ReadonlyMap<string, number>;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface MapTopic {
  readonly names: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly papers: number;
  readonly level: number;
  readonly parent: number | undefined;
  /** The broadest topic that it is part of. */
  readonly group: number;
}

export function readMapData({ side, topics, papers }: PageMap): MapData {
  const toUnit = (value: number) => value / side;
  const groups = topics.map((_, topic) => findGroup(topics, topic));
  const [x, y] = [Float32Array.from(papers.x, toUnit), Float32Array.from(papers.y, toUnit)];
  return {
    count: papers.ids.length,
    x,
    y,
    bounds: findBounds(x, y),
    ids: papers.ids,
    years: papers.years,
    topicOf: Uint16Array.from(papers.topics),
    groupOf: Uint8Array.from(papers.topics, (topic) => groups[topic] ?? 0),
    topics: topics.map((topic, place) => ({
      ...topic,
      x: toUnit(topic.x),
      y: toUnit(topic.y),
      parent: topic.parent,
      group: groups[place] ?? 0,
    })),
    rows: new Map(papers.ids.map((id, row) => [id, row])),
  };
}

/** Names from the broadest topic of a paper to its narrowest, each once. */
export function listTopicNames({ topics, topicOf }: MapData, row: number): readonly string[] {
  const names: string[] = [];
  for (let topic = topics[topicOf[row] ?? -1]; topic; topic = topics[topic.parent ?? -1]) {
    const [name] = topic.names;
    if (name !== undefined && !names.includes(name)) names.unshift(name);
  }
  return names;
}

function findBounds(x: Float32Array, y: Float32Array): Bounds {
  const low = (values: Float32Array) => values.reduce((least, value) => Math.min(least, value), 1);
  const high = (values: Float32Array) => values.reduce((most, value) => Math.max(most, value), 0);
  return { left: low(x), top: low(y), right: high(x), bottom: high(y) };
}

function findGroup(topics: readonly PageTopic[], topic: number): number {
  const parent = topics[topic]?.parent;
  return parent === undefined ? topic : findGroup(topics, parent);
}
