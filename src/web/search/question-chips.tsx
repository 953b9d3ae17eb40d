import type { Understood } from "../../domain/search/understood.js";
import { formatPapers } from "../../domain/text/amounts.js";
import type { SearchView } from "../shell/view-address.js";
import { dropPart } from "./drop-part.js";
import { useTotals } from "./use-totals.js";

interface QuestionChipsProps {
  /** The parts of the query that are more than words. */
  readonly understood: readonly Understood[];
  /** The search that was read so. */
  readonly view: SearchView;
  readonly onAsk: (query: string) => void;
}

/** How the question was read, one removable part each, with the number of papers that there are without it. */
export function QuestionChips({ understood, view, onAsk }: QuestionChipsProps) {
  const { query } = view;
  const without = (part: Understood) => ({ ...view, query: dropPart(query, part.range), offset: 0 });
  const readTotal = useTotals(understood.filter(({ offer }) => offer === undefined).map(without));
  return (
    <ul class="chips" id="understood" aria-label="How the question was read" hidden={understood.length === 0}>
      {understood.map((part) => (
        <li key={part.range.join()}>
          {part.offer === undefined ? (
            <Part part={part} total={readTotal(without(part))} onDrop={() => onAsk(dropPart(query, part.range))} />
          ) : (
            <Offer part={part} offer={part.offer} onTake={(offer) => onAsk(replacePart(query, part, offer))} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface PartProps {
  readonly part: Understood;
  /** Papers without the part. */
  readonly total: number | undefined;
  readonly onDrop: () => void;
}

function Part({ part: { means }, total, onDrop }: PartProps) {
  const cost = total === undefined ? "" : ` · ${formatPapers(total)} if removed`;
  return (
    <button class="chip" type="button" aria-label={`${means}${cost}: search without it`} onClick={onDrop}>
      <bdi>{means}</bdi>
      <span class="cost">{cost}</span>
    </button>
  );
}
interface OfferProps {
  readonly part: Understood;
  readonly offer: string;
  readonly onTake: (offer: string) => void;
}

/** A reading that the reader can choose, such as only the papers of an author. */
function Offer({ part: { means }, offer, onTake }: OfferProps) {
  return (
    <button class="offer" type="button" aria-label={`${means}: search for ${offer} only`} onClick={() => onTake(offer)}>
      {means}
    </button>
  );
}

function replacePart(query: string, { range: [start, end] }: Understood, offer: string): string {
  return query.slice(0, start) + offer + query.slice(end);
}
