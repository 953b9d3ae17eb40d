/** Where a reader was in a list of papers. */
export interface Place {
  /** The number of papers that were loaded. */
  readonly hits: number;
  readonly scrollY: number;
  /** The paper that had the focus. */
  readonly paperId: string | undefined;
}

export interface Places {
  read(key: string): Place | undefined;
  write(key: string, place: Place): void;
}

const storageName = "paperkin.places";
const maxKept = 50;

/** The places of the entries of the history, for as long as the tab is open: they outlast a reload. */
export function createPlaces(): Places {
  return {
    read: (key) => readAll().find(([other]) => other === key)?.[1],
    write(key, place) {
      const others = readAll().filter(([other]) => other !== key);
      try {
        sessionStorage.setItem(storageName, JSON.stringify([...others, [key, place]].slice(-maxKept)));
      } catch {
        // Storage is blocked: a reload begins at the top.
      }
    },
  };
}

function readAll(): readonly (readonly [string, Place])[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageName) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/** What another version of the page has written may look different. */
function isEntry(value: unknown): value is [string, Place] {
  if (!Array.isArray(value) || typeof value[0] !== "string") return false;
  const place = (value[1] ?? {}) as Partial<Place>;
  return typeof place.hits === "number" && typeof place.scrollY === "number";
}
