import { useMemo } from "preact/hooks";
import type { Hit } from "../../../domain/search/answer.js";
import { useWatched } from "../../shared/use-watched.js";
import { PaperCard } from "../card.js";
import type { CardEvents } from "../card-events.js";
import { selectPaper } from "./selection.js";
import { shownSelection } from "./shown-selection.js";
import { splitByStrength } from "../strength.js";

interface HitItemsProps {
  readonly hits: readonly Hit[];
  readonly events: Omit<CardEvents, "onSelect">;
  /** Whether reference managers may take papers of this list. */
  readonly hasCoins: boolean;
  /** Whether better papers come first. */
  readonly isRanked: boolean;
  /** The paper that the map points at. */
  readonly lit?: string | undefined;
}

/** The items of a list of papers. A line says from where on they match poorly. */
export function HitItems({ hits, events, hasCoins, isRanked, lit }: HitItemsProps) {
  const { isOn, papers } = useWatched(shownSelection);
  const selected = new Set(papers.map(({ id }) => id));
  const firstWeak = isRanked ? splitByStrength(hits) : undefined;
  const selectable = useMemo<CardEvents>(
    () => ({
      ...events,
      onSelect(id, step) {
        const listed = hits.map(({ paper }) => paper);
        shownSelection.save(selectPaper(shownSelection.read(), { id, step, listed }));
      },
    }),
    [events, hits],
  );
  return (
    <>
      {hits.map((hit, at) => (
        <li key={hit.paper.id} class={isOn ? "selecting" : undefined}>
          {at === firstWeak && <p class="weak-line">Only weak matches from here on</p>}
          <PaperCard
            hit={hit}
            events={selectable}
            isSelected={selected.has(hit.paper.id)}
            isLit={hit.paper.id === lit}
            hasCoins={hasCoins}
          />
        </li>
      ))}
    </>
  );
}
