import { createHash } from "node:crypto";
import { workerData } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { findTopics as findTopicsOf, type TopicTree } from "../../domain/map/find-topics.js";
import { mapSide } from "../../domain/map/fit-places.js";
import type { MapAnswer } from "../../domain/map/answer.js";
import { describeError } from "../../errors.js";
import type { KeptMap, MapSheet, MapSheets, OpenMap, PlacedPapers } from "../../ports/map/map-store.js";
import { type MapOwner, readMapFile, writeMapFile } from "./map-file.js";
import { openPaperLabels } from "../sqlite/paper/paper-labels.js";

/** Start parameters of the thread. */
export interface MapThreadData {
  /** The data folder. */
  readonly folder: string;
  readonly owner: MapOwner;
}

/** The tasks of this thread, called by `createFileMapStore`. It keeps nothing between tasks. */
export interface MapTasks {
  readonly openMap: typeof openMap;
  readonly findTopics: typeof findTopics;
  readonly keepMap: typeof keepMap;
}

const { folder, owner } = workerData as MapThreadData;
const labels = openPaperLabels(folder);

export async function openMap(): Promise<OpenMap | { readonly flaw: string } | undefined> {
  try {
    const found = await readMapFile(owner);
    return found === undefined || "flaw" in found ? found : { map: found, sheets: writeSheets(found) };
  } catch (error) {
    return { flaw: `cannot be read (${describeError(error).replaceAll("\n", " ")})` };
  }
}

export function findTopics({ ordinals, x, y }: PlacedPapers): TopicTree {
  return findTopicsOf({ x, y, side: mapSide }, labels.readTitles(ordinals));
}

/** Returns the map, and the reason if it could not be saved. */
export async function keepMap(map: KeptMap): Promise<OpenMap & { readonly failure?: string }> {
  const sheets = writeSheets(map);
  try {
    await writeMapFile(owner, map);
    return { map, sheets };
  } catch (error) {
    return { map, sheets, failure: describeError(error) };
  }
}

/** The max number of papers in an outline: enough to show the shape of a large map. */
const outlinePapers = 2_500;

function writeSheets(map: KeptMap): MapSheets {
  const step = Math.max(1, Math.ceil(map.ordinals.length / outlinePapers));
  return { whole: writeSheet(map, 1), outline: writeSheet(map, step) };
}

/** @param step takes every `step`-th paper */
function writeSheet(map: KeptMap, step: number): MapSheet {
  const papers: MapAnswer["papers"] = { ids: [], x: [], y: [], years: [], topics: [] };
  for (let row = 0; row < map.ordinals.length; row += step) {
    const paper = labels.readLabel(map.ordinals[row] ?? 0);
    if (!paper) continue;
    papers.ids.push(paper.id);
    papers.years.push(paper.year);
    papers.x.push(map.x[row] ?? 0);
    papers.y.push(map.y[row] ?? 0);
    papers.topics.push(map.topicOf[row] ?? 0);
  }
  const answer: MapAnswer = {
    side: mapSide,
    drawnAt: new Date(map.drawnAt).toISOString(),
    total: map.ordinals.length,
    topics: map.topics.map((topic) => ({ ...topic, names: [...topic.names] })),
    papers,
  };
  const json = Buffer.from(JSON.stringify(answer));
  const version = createHash("sha256").update(json).digest("base64url").slice(0, 22);
  return { gzip: Uint8Array.from(gzipSync(json)), version };
}
