import { createWatchedValue } from "../../shared/watched-value.js";
import { noSelection, type Selection } from "./selection.js";

/** Kept over the lists that the document shows, until the reader clears it. */
export const shownSelection = createWatchedValue<Selection>(noSelection);
