import { formatView, readView, type View } from "./view-address.js";

/** `new` adds a history entry; `refine` replaces the current one, as for the same search with a few more letters. */
export type Step = "new" | "refine";

export interface Navigation<Memory> {
  /** Changes the address. The caller shows the view. */
  go(view: View, step: Step): void;
  /** Returns to the previous view, or to the start page when this one was opened directly. */
  goBack(): void;
  /** What `keep` returned when this history entry was last left. */
  recall(): Memory | undefined;
}

export interface NavigationOptions<Memory> {
  /** Called when a history entry is left: returns what is needed to restore it. */
  readonly keep: () => Memory;
  /** Called after Back, Forward and a return to the start page. */
  readonly onReturn: (view: View) => void;
}

const memoryLimit = 50;

export function createNavigation<Memory>(options: NavigationOptions<Memory>): Navigation<Memory> {
  const memories = new Map<number, Memory>();
  let position = readPosition();
  // The page restores the scroll position itself, once the papers are back.
  history.scrollRestoration = "manual";
  history.replaceState({ position }, "");

  const go = (view: View, step: Step) => {
    const address = formatView(view);
    const isSame = new URL(address, document.baseURI).href === location.href.replace(/#.*/, "");
    if (step === "refine" || isSame) {
      history.replaceState({ position }, "", address);
      return;
    }
    memories.set(position, options.keep());
    position += 1;
    for (const later of memories.keys())
      if (later >= position || later < position - memoryLimit) memories.delete(later);
    history.pushState({ position }, "", address);
  };
  addEventListener("popstate", () => {
    memories.set(position, options.keep());
    position = readPosition();
    options.onReturn(readView(location.search));
  });
  return {
    go,
    goBack() {
      if (position > 0) return history.back();
      go({ kind: "home" }, "refine");
      options.onReturn({ kind: "home" });
    },
    recall: () => memories.get(position),
  };
}

/** The number of entries of this page before the current one. */
function readPosition(): number {
  const state: unknown = history.state;
  const isKnown = typeof state === "object" && state !== null && "position" in state;
  return isKnown && typeof state.position === "number" ? state.position : 0;
}
