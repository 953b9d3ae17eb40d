import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { MapAnswer } from "../domain/map/answer.js";
import { mapSide } from "../domain/map/fit-places.js";
import type { Ordinal } from "../domain/paper/paper.js";
import type { KeptMap, MapSheet, MapSheets } from "../ports/map/map-store.js";

/** What a sheet says of a paper. */
export interface SheetLabel {
  readonly id: string;
  readonly year: number | null;
}

/** The label of a paper; undefined for one that was removed. */
export type ReadLabel = (ordinal: Ordinal) => SheetLabel | undefined;

/** The max number of papers in an outline: enough to show the shape of a large map. */
const outlinePapers = 2_500;

/** Takes half a second for 87,000 papers, so call it in a thread. */
export function writeSheets(map: KeptMap, readLabel: ReadLabel): MapSheets {
  const step = Math.max(1, Math.ceil(map.ordinals.length / outlinePapers));
  return { whole: writeSheet(map, 1, readLabel), outline: writeSheet(map, step, readLabel) };
}

/** @param step takes every `step`-th paper */
function writeSheet(map: KeptMap, step: number, readLabel: ReadLabel): MapSheet {
  const papers: MapAnswer["papers"] = { ids: [], x: [], y: [], years: [], topics: [] };
  for (let row = 0; row < map.ordinals.length; row += step) {
    const paper = readLabel(map.ordinals[row] ?? 0);
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
