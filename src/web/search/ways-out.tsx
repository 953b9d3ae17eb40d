import type { Understood } from "../../domain/search/understood.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { VisitLink } from "../shell/visit-link.js";
import type { SearchView, View } from "../shell/view-address.js";
import { listWiderSearches } from "./drop-parts.js";
import { useTotals } from "./use-totals.js";

interface WaysOutProps {
  readonly view: SearchView;
  readonly understood: readonly Understood[];
  readonly onVisit: (view: View) => void;
}

/** Where nothing is found: what to leave out, and how many papers there are then. */
export function WaysOut({ view, understood, onVisit }: WaysOutProps) {
  const ways = listWiderSearches(view, understood);
  const readTotal = useTotals(ways.map((way) => way.view));
  const counted = ways.map((way) => ({ ...way, total: readTotal(way.view) ?? 0 })).filter(({ total }) => total > 0);
  if (counted.length === 0) return null;
  return (
    <ul class="ways-out" aria-label="What to remove">
      {counted
        .sort((one, other) => other.total - one.total)
        .map((way) => (
          <li key={way.name}>
            <VisitLink view={way.view} onVisit={onVisit} look="plain">
              Remove “<bdi>{way.name}</bdi>”: {formatPapers(way.total)}
            </VisitLink>
          </li>
        ))}
    </ul>
  );
}
