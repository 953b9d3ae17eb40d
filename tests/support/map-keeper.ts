import { findTopics } from "../../src/domain/map/find-topics.js";
import { mapSide } from "../../src/domain/map/fit-places.js";
import type { MapStore, OpenMap } from "../../src/ports/map/map-store.js";

/** Keeps a map in memory, for isolated tests of services. All titles are the same, and a sheet is empty. */
export function createMapKeeper(): MapStore {
  let kept: OpenMap | undefined;
  let version = 0;
  return {
    openMap: async (known) => kept ?? known,
    findTopics: async ({ x, y }) =>
      findTopics(
        { x, y, side: mapSide },
        Array.from(x, () => "Whales"),
      ),
    async keepMap(map) {
      version += 1;
      const sheet = { gzip: new Uint8Array(0), version: String(version) };
      kept = { map, sheets: { whole: sheet, outline: sheet } };
      return kept;
    },
    close: async () => undefined,
  };
}
