import { workerData } from "node:worker_threads";
import { findTopics as findTopicsOf, type TopicTree } from "../../domain/map/find-topics.js";
import { mapSide } from "../../domain/map/fit-places.js";
import { describeError } from "../../errors.js";
import type { KeptMap, OpenMap, PlacedPapers } from "../../ports/map/map-store.js";
import { writeSheets } from "../map-sheets.js";
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
    return found === undefined || "flaw" in found
      ? found
      : { map: found, sheets: writeSheets(found, labels.readLabel) };
  } catch (error) {
    return { flaw: `cannot be read (${describeError(error).replaceAll("\n", " ")})` };
  }
}

export function findTopics({ ordinals, x, y }: PlacedPapers): TopicTree {
  return findTopicsOf({ x, y, side: mapSide }, labels.readTitles(ordinals));
}

/** Returns the map, and the reason if it could not be saved. */
export async function keepMap(map: KeptMap): Promise<OpenMap & { readonly failure?: string }> {
  const sheets = writeSheets(map, labels.readLabel);
  try {
    await writeMapFile(owner, map);
    return { map, sheets };
  } catch (error) {
    return { map, sheets, failure: describeError(error) };
  }
}
