import { emptyTray, parseTray, type Tray } from "./tray.js";

const storageName = "paperkin.tray";

export interface TrayStore {
  read(): Tray;
  save(tray: Tray): void;
}

/** The tray lives as long as the tab, as do the reader's questions. */
export function createTrayStore(): TrayStore {
  // Held here too, because a browser that blocks storage throws at every access to it.
  let held = emptyTray;
  try {
    held = parseTray(sessionStorage.getItem(storageName));
  } catch {
    // An empty tray to start with.
  }
  return {
    read: () => held,
    save(tray) {
      held = tray;
      try {
        sessionStorage.setItem(storageName, JSON.stringify(tray));
      } catch {
        // It lasts as long as the page stays open.
      }
    },
  };
}
