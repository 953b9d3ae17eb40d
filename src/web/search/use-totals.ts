import { useEffect, useState } from "preact/hooks";
import { formatView, type SearchView } from "../shell/view-address.js";
import { loadTotals } from "./load-totals.js";

/** Searches that are counted for one answer. */
const maxCounted = 12;

/** How many papers each of the searches lists, by address, once they are counted. */
export function useTotals(views: readonly SearchView[]): (view: SearchView) => number | undefined {
  const counted = views.slice(0, maxCounted);
  const addresses = counted.map((view) => formatView(view));
  const [totals, setTotals] = useState<ReadonlyMap<string, number | undefined>>(new Map());
  useEffect(() => {
    const asking = new AbortController();
    const load = async () => {
      try {
        const loaded = await loadTotals(counted, asking.signal);
        setTotals(new Map(addresses.map((address, at) => [address, loaded[at]])));
      } catch {
        // What the parts cost is not told.
      }
    };
    if (counted.length > 0) void load();
    return () => asking.abort();
  }, [addresses.join(" ")]);
  return (view) => totals.get(formatView(view));
}
