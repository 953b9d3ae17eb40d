import { formatView, readView, type View } from "./view-address.js";

/** `new`: Back returns to what was there. `refine`: the same search, put better, takes the place of the last one. */
export type Step = "new" | "refine";

export interface Navigation<Memory> {
  /** Changes the address. Showing the view is left to the caller. */
  go(view: View, step: Step): void;
  /** To what was there before; to the start when this page was opened directly. */
  goBack(): void;
  /** What `keep` gave when this place was left, if it was left. */
  recall(): Memory | undefined;
}

export interface NavigationOptions<Memory> {
  /** Takes down what a return needs: called when a place is left. */
  readonly keep: () => Memory;
  /** Called after Back, Forward, and a step back to the start. */
  readonly onReturn: (view: View) => void;
}

const memoryLimit = 50;

export function createNavigation<Memory>(options: NavigationOptions<Memory>): Navigation<Memory> {
  const memories = new Map<number, Memory>();
  let place = readPlace();
  // The page restores the position itself, after it has put the papers back.
  history.scrollRestoration = "manual";
  history.replaceState({ place }, "");

  const go = (view: View, step: Step) => {
    const address = formatView(view);
    const isSame = address === `${location.pathname}${location.search}`;
    if (step === "refine" || isSame) {
      history.replaceState({ place }, "", address);
      return;
    }
    memories.set(place, options.keep());
    place += 1;
    for (const later of memories.keys()) if (later >= place || later < place - memoryLimit) memories.delete(later);
    history.pushState({ place }, "", address);
  };
  addEventListener("popstate", () => {
    memories.set(place, options.keep());
    place = readPlace();
    options.onReturn(readView(location.search));
  });
  return {
    go,
    goBack() {
      if (place > 0) return history.back();
      go({ kind: "home" }, "refine");
      options.onReturn({ kind: "home" });
    },
    recall: () => memories.get(place),
  };
}

/** How many steps of this page lie before the present one. */
function readPlace(): number {
  const state: unknown = history.state;
  const holds = typeof state === "object" && state !== null && "place" in state;
  return holds && typeof state.place === "number" ? state.place : 0;
}
