import { useLayoutEffect, useState } from "preact/hooks";
import type { WatchedValue } from "./watched-value.js";

/** The value, and again whenever it changes. */
export function useWatched<T>(value: WatchedValue<T>): T {
  const [shown, setShown] = useState(value.initial);
  useLayoutEffect(() => {
    const update = () => setShown(() => value.read());
    update();
    return value.watch(update);
  }, [value]);
  return shown;
}
