import { coalesceRuns } from "../../domain/concurrency/serial-tasks.js";
import type { OpenMap } from "../../ports/map/map-store.js";

export interface HoldMapDeps {
  /** Both resolve with the known map itself if there is no other. */
  readonly readNewest: (known: OpenMap | undefined) => Promise<OpenMap | undefined>;
  readonly update: (known: OpenMap | undefined) => Promise<OpenMap | undefined>;
}

/** The map that this process has open. */
export interface HeldMap {
  readonly open: OpenMap | undefined;
  put(drawn: OpenMap): void;
  /** Opens what any process has stored before the call. */
  openNewest(): Promise<void>;
  /** Brings it up to date. */
  follow(): Promise<void>;
}

export function holdMap({ readNewest, update }: HoldMapDeps): HeldMap {
  let open: OpenMap | undefined;
  /** Replaces the open map by what comes of it, unless a new one was put or opened meanwhile. */
  const renew = async (read: HoldMapDeps["update"]) => {
    const known = open;
    const next = await read(known);
    if (open === known) open = next;
  };
  return {
    get open() {
      return open;
    },
    put: (drawn) => void (open = drawn),
    openNewest: coalesceRuns(() => renew(readNewest)),
    follow: coalesceRuns(() => renew(update)),
  };
}
