import type { MapAnswer } from "../../domain/map/answer.js";
import { callThrough } from "../shared/server.js";
import { type MapData, readMapData } from "./data.js";

export interface LoadOptions {
  readonly signal: AbortSignal;
  /** The outline of the map comes first, and is shown while the rest is on its way. */
  readonly onOutline: (outline: MapData) => void;
  /** The share of the map that has arrived, and the bytes of it. */
  readonly onProgress: (share: number, bytes: number) => void;
}

/** Loads the map, however long it takes. The outline is a twentieth of it. */
export async function loadMap({ signal, onOutline, onProgress }: LoadOptions): Promise<MapData> {
  let bytes = 0;
  let expected = 0;
  const call = callThrough(async (address, init) => {
    const response = await fetch(address, init);
    return countBytes(response, (count) => {
      bytes += count;
      if (expected > 0) onProgress(Math.min(1, bytes / expected), bytes);
    });
  });
  const outline = await call("GET /v1/map", { query: { part: "outline" }, signal, timeoutMs: Infinity });
  if (outline.papers.ids.length === outline.total) return readMapData(outline);
  onOutline(readMapData(outline));
  expected = estimateBytes(outline, bytes);
  bytes = 0;
  onProgress(0, 0);
  return readMapData(await call("GET /v1/map", { query: { part: "whole" }, signal, timeoutMs: Infinity }));
}

/** The topics are as many in both parts, the papers are not. The size that is sent is that of the compressed map. */
function estimateBytes({ topics, papers, total }: MapAnswer, outlineBytes: number): number {
  const topicBytes = JSON.stringify(topics).length;
  return topicBytes + ((outlineBytes - topicBytes) * total) / papers.ids.length;
}

function countBytes(response: Response, onBytes: (count: number) => void): Response {
  if (!response.ok || !response.body) return response;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      onBytes(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), response);
}
