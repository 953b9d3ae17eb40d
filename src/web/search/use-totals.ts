import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { formatView, type SearchView } from "../shell/view-address.js";
import { loadTotals, type Totals } from "./load-totals.js";

/** Those that came with the document. */
export const GivenTotals = createContext<Totals>({});

/** How many papers each of the searches lists, once they are counted. */
export function useTotals(views: readonly SearchView[]): (view: SearchView) => number | undefined {
  const given = useContext(GivenTotals);
  const [loaded, setLoaded] = useState<Totals>({});
  const addresses = views.map((view) => formatView(view));
  useEffect(() => {
    if (addresses.some((address) => address in given)) return undefined;
    const asking = new AbortController();
    // On a failure, what the parts cost is not told.
    loadTotals(views, asking).then(setLoaded, () => undefined);
    return () => asking.abort();
  }, [addresses.join(" ")]);
  const totals = { ...given, ...loaded };
  return (view) => totals[formatView(view)];
}
