import { useLayoutEffect } from "preact/hooks";
import { useWatched } from "./use-watched.js";
import type { WatchedValue } from "./watched-value.js";

/** A choice, which the root element has as an attribute for the style sheets; the initial one is no attribute. */
export function useRootChoice<T extends string>(choice: WatchedValue<T>, attribute: "theme" | "list"): T {
  const chosen = useWatched(choice);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    const present = choice.read();
    if (present === choice.initial) delete dataset[attribute];
    else dataset[attribute] = present;
  }, [chosen]);
  return chosen;
}
