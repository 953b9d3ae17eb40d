import { createStoredValue } from "../shared/stored-value.js";
import { emptyTray, formatTray, parseTray } from "./tray.js";

/**
 * The reader's list, which this browser keeps and all of its tabs share. Whoever shows it watches this value only, so
 * that lists which the server keeps can take its place.
 */
export const trayStore = createStoredValue({
  name: "paperkin-list",
  initial: emptyTray,
  parse: parseTray,
  format: formatTray,
});
