import { fetchJson } from "../shared/api-client.js";
import type { PageMap, PageMapState, PagePlace } from "./api-types.js";

export function fetchMap(part: "whole" | "outline", signal: AbortSignal): Promise<PageMap> {
  return fetchJson<PageMap>(`/v1/map?part=${part}`, { signal });
}

export function fetchMapState(signal: AbortSignal): Promise<PageMapState> {
  return fetchJson<PageMapState>("/v1/map/state", { signal });
}

export function startDrawing(signal: AbortSignal): Promise<PageMapState> {
  return fetchJson<PageMapState>("/v1/map", { signal, body: {} });
}

export function fetchPlace(id: string, signal: AbortSignal): Promise<PagePlace> {
  return fetchJson<PagePlace>(`/v1/map/papers/${encodeURIComponent(id)}`, { signal });
}
