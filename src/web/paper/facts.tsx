import type { ComponentChildren } from "preact";
import type { Hit } from "../../domain/search/answer.js";
import { Authors } from "./authors.js";
import type { CardEvents } from "./card-events.js";
import { RetractedMark } from "./retracted-mark.js";

interface FactsProps {
  readonly hit: Hit;
  readonly onVenue: CardEvents["onVenue"];
}

/** Authors, venue, year, categories and near-duplicates in one line. */
export function Facts({ hit: { paper, duplicates = [] }, onVenue }: FactsProps) {
  const { retracted, authors, venue, year, categories } = paper;
  const count = duplicates.length;
  const facts = [
    retracted && <RetractedMark {...paper} />,
    authors.length > 0 && <Authors authors={authors} />,
    venue && <Fact name="venue">{onVenue ? <Venue venue={venue} onVenue={onVenue} /> : venue}</Fact>,
    year !== undefined && <Fact name="year">{year}</Fact>,
    categories.length > 0 && <Fact name="categories">{categories.slice(0, 4).join(", ")}</Fact>,
    count > 0 && <Fact name="near-duplicates">{count === 1 ? "1 near-duplicate" : `${count} near-duplicates`}</Fact>,
  ].filter(Boolean);
  if (facts.length === 0) return null;
  return <p class="facts">{facts.flatMap((fact, at) => (at === 0 ? [fact] : [" ", fact]))}</p>;
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <span class={name} dir="auto">
      {children}
    </span>
  );
}

function Venue({ venue, onVenue }: { readonly venue: string; readonly onVenue: (venue: string) => void }) {
  return (
    <button type="button" class="plain" title="Show only papers from this venue" onClick={() => onVenue(venue)}>
      {venue}
    </button>
  );
}
