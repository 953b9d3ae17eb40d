import type { Understood } from "../../domain/search/understood.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { type SearchView, settleSearch, type View } from "../shell/view-address.js";
import { VisitLink } from "../shell/visit-link.js";
import { listRestricting, withoutPart, withQuery } from "./drop-parts.js";
import { useTotals } from "./use-totals.js";

interface QuestionChipsProps {
  /** The parts of the query that are more than words. */
  readonly understood: readonly Understood[];
  /** The search that was read so. */
  readonly view: SearchView;
  readonly onVisit: (view: View) => void;
}

/** How the question was read, one removable part each, with the number of papers that there are without it. */
export function QuestionChips({ understood, view, onVisit }: QuestionChipsProps) {
  const readTotal = useTotals(listRestricting(understood).map((part) => withoutPart(view, part)));
  return (
    <ul class="chips" id="understood" aria-label="How the question was read" hidden={understood.length === 0}>
      {understood.map((part) => (
        <li key={part.range.join()}>
          {part.offer === undefined ? (
            <Part part={part} total={readTotal(withoutPart(view, part))} view={view} onVisit={onVisit} />
          ) : (
            <Offer part={part} offer={part.offer} view={view} onVisit={onVisit} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface PartProps extends Pick<QuestionChipsProps, "view" | "onVisit"> {
  readonly part: Understood;
  /** Papers without the part. */
  readonly total: number | undefined;
}

function Part({ part, total, view, onVisit }: PartProps) {
  const { means } = part;
  const cost = total === undefined ? "" : ` · ${formatPapers(total)} if removed`;
  const label = `${means}${cost}: search without it`;
  return (
    <VisitLink view={settleSearch(withoutPart(view, part))} onVisit={onVisit} look="chip" label={label}>
      <bdi>{means}</bdi>
      <span class="cost">{cost}</span>
    </VisitLink>
  );
}

interface OfferProps extends Omit<PartProps, "total"> {
  readonly offer: string;
}

/** A reading that the reader can choose, such as only the papers of an author. */
function Offer({ part, offer, view, onVisit }: OfferProps) {
  const [start, end] = part.range;
  const chosen = withQuery(view, view.query.slice(0, start) + offer + view.query.slice(end));
  return (
    <VisitLink view={chosen} onVisit={onVisit} look="offer" label={`${part.means}: search for ${offer} only`}>
      {part.means}
    </VisitLink>
  );
}
