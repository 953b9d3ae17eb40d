import { emptyTray, parseTray, type Tray } from "./tray.js";

const storageName = "paperkin.tray";

export interface TrayStore {
  read(): Tray;
  save(tray: Tray): void;
}

/** The tray is kept for as long as the tab is open. */
export function createTrayStore(): TrayStore {
  // Kept here too, because a browser that blocks storage throws on every access.
  let current = emptyTray;
  try {
    current = parseTray(sessionStorage.getItem(storageName));
  } catch {
    // Storage is blocked: the tray starts empty.
  }
  return {
    read: () => current,
    save(tray) {
      current = tray;
      try {
        sessionStorage.setItem(storageName, JSON.stringify(tray));
      } catch {
        // Storage is blocked: the tray lasts until the page is closed.
      }
    },
  };
}
