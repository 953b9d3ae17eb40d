import { useEffect, useState } from "preact/hooks";
import type { MapState } from "../../domain/map/answer.js";
import { call } from "../shared/server.js";
import type { MapData } from "./data.js";
import { loadMap } from "./load-map.js";

/** Where the map is on its way to the screen. */
export type MapLoad =
  | { readonly phase: "opening" }
  /** It is being drawn, cannot be drawn, or its drawing was cancelled. */
  | { readonly phase: "waiting"; readonly state: MapState; readonly isCancelled?: boolean }
  | { readonly phase: "loading"; readonly outline: MapData; readonly share: number; readonly secondsLeft?: number }
  | { readonly phase: "ready"; readonly data: MapData }
  | { readonly phase: "failed"; readonly problem: unknown };

const pauseMs = 700;

/** Draws the map where there is none, and loads it. */
export function useMap(): { readonly load: MapLoad; readonly retry: () => void; readonly cancel: () => void } {
  const [load, setLoad] = useState<MapLoad>({ phase: "opening" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const closing = new AbortController();
    const { signal } = closing;
    openMap(signal, setLoad).catch((problem: unknown) => {
      if (!signal.aborted) setLoad({ phase: "failed", problem });
    });
    return () => closing.abort();
  }, [attempt]);
  const cancel = async () => {
    try {
      await call("POST /v1/map/cancel", {});
    } catch (problem) {
      setLoad({ phase: "failed", problem });
    }
  };
  return { load, retry: () => setAttempt(attempt + 1), cancel: () => void cancel() };
}

async function openMap(signal: AbortSignal, show: (load: MapLoad) => void): Promise<void> {
  let state = await call("POST /v1/map", { signal });
  let wasDrawing = false;
  while (state.state === "drawing") {
    wasDrawing = true;
    show({ phase: "waiting", state });
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    state = await call("GET /v1/map/state", { signal });
  }
  if (state.state !== "ready") return show({ phase: "waiting", state, isCancelled: wasDrawing });
  let startedAt = 0;
  let outline: MapData | undefined;
  const data = await loadMap({
    signal,
    onOutline(sample) {
      outline = sample;
      startedAt = performance.now();
    },
    onProgress(share) {
      const seconds = (performance.now() - startedAt) / 1000;
      const secondsLeft = Math.ceil(seconds * (1 / share - 1));
      if (outline) show({ phase: "loading", outline, share, ...(seconds > 1 && share > 0 && { secondsLeft }) });
    },
  });
  if (!signal.aborted) show({ phase: "ready", data });
}
