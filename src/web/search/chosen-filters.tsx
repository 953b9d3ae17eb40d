import { VisitLink } from "../shell/visit-link.js";
import type { SearchView, View } from "../shell/view-address.js";
import { noFilters } from "./filters.js";
import { listChosen } from "./list-chosen.js";

interface ChosenFiltersProps {
  readonly view: SearchView;
  readonly onVisit: (view: View) => void;
}

/** The filters in force, each with a way out of it. */
export function ChosenFilters({ view, onVisit }: ChosenFiltersProps) {
  const chosen = listChosen(view.filters);
  const visitWith = (filters: SearchView["filters"]) => ({ ...view, filters, offset: 0 });
  return (
    <ul class="chips" id="chosen" aria-label="Active filters" hidden={chosen.length === 0}>
      {chosen.map(({ label, without }) => (
        <li key={label}>
          <VisitLink view={visitWith(without)} onVisit={onVisit} look="chip" label={`${label}: remove this filter`}>
            <bdi>{label}</bdi>
          </VisitLink>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <VisitLink view={visitWith(noFilters)} onVisit={onVisit} look="quiet">
            Clear all
          </VisitLink>
        </li>
      )}
    </ul>
  );
}
