import { type MapPlace, readMapPlace } from "../map/map-place.js";
import { createPlaces, type Place } from "./places.js";
import { formatView, readView, type View } from "./view-address.js";

/** `new` adds a history entry; `refine` replaces the current one, as for the same search with a few more letters. */
export type Step = "new" | "refine";

export interface Navigation<Memory> {
  /** Changes the address. The caller shows the view. */
  go(view: View, step: Step): void;
  /** Returns to the previous view, or to the start page when this one was opened directly. */
  goBack(): void;
  /** What `keep` returned when this history entry was last left. */
  recall(): Memory | undefined;
  /** Where the reader was in this entry: known after a reload, too. */
  recallPlace(): Place | undefined;
}

export interface NavigationOptions<Memory> {
  /** What the map shows, if it is shown. */
  readonly readMap: () => MapPlace | undefined;
  /** Called when a history entry is left: returns what is needed to restore it. */
  readonly keep: () => Memory;
  readonly keepPlace: () => Place;
  /** Called after Back, Forward and a return to the start page. */
  readonly onReturn: (view: View, map: MapPlace | undefined) => void;
}

const memoryLimit = 50;

export function createNavigation<Memory>(options: NavigationOptions<Memory>): Navigation<Memory> {
  const memories = new Map<number, Memory>();
  const places = createPlaces();
  let entry = readEntry();
  const leave = () => {
    memories.set(entry.position, options.keep());
    places.write(entry.key, options.keepPlace());
  };
  // The page restores the scroll position itself, once the papers are back.
  history.scrollRestoration = "manual";
  history.replaceState(entry, "");

  const go = (view: View, step: Step) => {
    const address = formatView(view, options.readMap());
    const isSame = new URL(address, document.baseURI).href === location.href.replace(/#.*/, "");
    if (step === "refine" || isSame) {
      history.replaceState(entry, "", address);
      return;
    }
    leave();
    entry = createEntry(entry.position + 1);
    for (const later of memories.keys())
      if (later >= entry.position || later < entry.position - memoryLimit) memories.delete(later);
    history.pushState(entry, "", address);
  };
  addEventListener("popstate", () => {
    leave();
    entry = readEntry();
    options.onReturn(readView(location.search), readShownMap());
  });
  addEventListener("pagehide", () => places.write(entry.key, options.keepPlace()));
  return {
    go,
    goBack() {
      if (entry.position > 0) return history.back();
      go({ kind: "home" }, "refine");
      options.onReturn({ kind: "home" }, options.readMap());
    },
    recall: () => memories.get(entry.position),
    recallPlace: () => places.read(entry.key),
  };
}

/** What the address says of the map; undefined where it is not shown. */
export function readShownMap(): MapPlace | undefined {
  return location.pathname.endsWith("/map") ? readMapPlace(new URLSearchParams(location.search)) : undefined;
}

/** An entry of the history. */
interface Entry {
  /** The number of entries of this page before it. */
  readonly position: number;
  readonly key: string;
}

function createEntry(position: number): Entry {
  return { position, key: Math.random().toString(36).slice(2) };
}

function readEntry(): Entry {
  const state: unknown = history.state;
  const { position, key } = (typeof state === "object" && state !== null ? state : {}) as Partial<Entry>;
  return typeof position === "number" && typeof key === "string" ? { position, key } : createEntry(0);
}
