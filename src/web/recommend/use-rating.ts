import { useEffect } from "preact/hooks";
import { useWatched } from "../shared/use-watched.js";
import { completeKnown } from "./keep-tray.js";
import { addShown } from "./shown-papers.js";
import { findRating, type Rating } from "./tray.js";
import { trayStore } from "./tray-store.js";

let isAsking = false;

/** What the current collection says of a paper, however many others it has. Asks once for all that appear together. */
export function useRating(id: string): Rating | undefined {
  const tray = useWatched(trayStore);
  useEffect(() => {
    const forget = addShown(id);
    if (!isAsking) setTimeout(ask);
    isAsking = true;
    return forget;
  }, [id]);
  return findRating(tray, id);
}

function ask(): void {
  isAsking = false;
  completeKnown();
}
