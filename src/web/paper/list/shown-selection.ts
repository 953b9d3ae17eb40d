import { createWatchedValue } from "../../shared/watched-value.js";
import { noSelection } from "./selection.js";

/** Of the list that the document shows. */
export const shownSelection = createWatchedValue(noSelection);
