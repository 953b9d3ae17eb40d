import type { Understood } from "../../domain/search/understood.js";
import { formatCount } from "../../domain/text/amounts.js";
import { dropPart } from "./drop-part.js";

interface QuestionChipsProps {
  /** The parts of the query that are more than words. */
  readonly understood: readonly Understood[];
  readonly query: string;
  readonly onAsk: (query: string) => void;
}

/** How the question was read, one removable part each. */
export function QuestionChips({ understood, query, onAsk }: QuestionChipsProps) {
  return (
    <ul class="chips" id="understood" aria-label="How the question was read" hidden={understood.length === 0}>
      {understood.map((part) => (
        <li key={part.range.join()}>
          {part.offer === undefined ? (
            <Part part={part} onDrop={() => onAsk(dropPart(query, part.range))} />
          ) : (
            <Offer part={part} offer={part.offer} onTake={(offer) => onAsk(replacePart(query, part, offer))} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Part({ part: { means, without }, onDrop }: { readonly part: Understood; readonly onDrop: () => void }) {
  const cost = without === undefined ? "" : `, which finds ${formatCount(without)}`;
  return (
    <button
      class="chip"
      type="button"
      aria-label={`${means}: search without it${cost}`}
      title={without === undefined ? undefined : `${formatCount(without)} without it`}
      onClick={onDrop}
    >
      {means}
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
