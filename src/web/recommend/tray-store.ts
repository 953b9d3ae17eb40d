import { createStoredValue } from "../shared/stored-value.js";
import { createWatchedValue } from "../shared/watched-value.js";
import { emptyTray, type Tray } from "./tray.js";

/** The current collection as far as the page knows it. The server keeps it. */
export const trayStore = createWatchedValue<Tray>(emptyTray);

/** Which collection was used last in this browser. */
export interface LastUsed {
  readonly id: string | undefined;
  /** Counts the changes, so that other tabs hear of each. */
  readonly changes: number;
}

export const lastUsed = createStoredValue<LastUsed>({
  name: "paperkin-collection",
  initial: { id: undefined, changes: 0 },
  parse: parseLastUsed,
  format: ({ id, changes }) => (id === undefined ? undefined : JSON.stringify({ id, changes })),
});

function parseLastUsed(text: string | null): LastUsed {
  try {
    const { id, changes } = JSON.parse(text ?? "{}") as Partial<Record<keyof LastUsed, unknown>>;
    return { id: typeof id === "string" ? id : undefined, changes: typeof changes === "number" ? changes : 0 };
  } catch {
    return { id: undefined, changes: 0 };
  }
}
