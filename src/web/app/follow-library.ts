import { PaperkinError } from "../../client/client-error.js";
import { isChanging } from "../shell/library-line.js";
import type { PageStore } from "./page-store.js";

/** Often enough to show progress: workers embed up to a hundred papers a second. */
const pollMs = 5_000;

/** Refreshes the state of the library while it changes, and when the reader returns to the tab. */
export function followLibrary(store: PageStore): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let followed = store.read().library;
  const plan = () => {
    const { library } = store.read();
    clearTimeout(timer);
    followed = library;
    if (!library || library instanceof PaperkinError || !isChanging(library) || document.hidden) return;
    timer = setTimeout(() => void store.refreshLibrary(), pollMs);
  };
  store.subscribe(() => store.read().library !== followed && plan());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void store.refreshLibrary();
  });
  plan();
}
