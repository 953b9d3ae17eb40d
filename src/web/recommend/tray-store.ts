import { createStoredValue } from "../shared/stored-value.js";
import { emptyTray, formatTray, parseTray } from "./tray.js";

/** The reader's list, kept by this browser for all of its tabs. */
export const trayStore = createStoredValue({
  name: "paperkin-list",
  initial: emptyTray,
  parse: parseTray,
  format: formatTray,
});
