import { CardBoundary } from "../../../paper/card-boundary.js";
import { selectPaper } from "../../../paper/list/selection.js";
import type { SelectStep } from "../../../paper/card-events.js";
import type { EntrySelection } from "./entry-selection.js";
import type { EntryActions, ListState } from "./entry-actions.js";
import { EntryCard } from "./entry-card.js";

interface EntryListProps {
  readonly state: ListState;
  readonly selection: EntrySelection;
  readonly onSelect: (selection: EntrySelection) => void;
  readonly actions: EntryActions;
}

export function EntryList({ state, selection, onSelect, actions }: EntryListProps) {
  const { page, collection, listing } = state;
  if (collection.papers + collection.excluded === 0) return <EmptyCollection />;
  const selected = new Set(selection.papers.map(({ id }) => id));
  const pick = (id: string, step: SelectStep) => onSelect(selectPaper(selection, { id, step, listed: page.entries }));
  return (
    <ol id="hits" aria-label="Papers">
      {page.entries.map((entry) => (
        <li key={entry.id} class={selection.isOn ? "selecting" : undefined}>
          <CardBoundary id={entry.id} onOpen={() => undefined}>
            <EntryCard
              entry={entry}
              isSelected={selected.has(entry.id)}
              onSelect={pick}
              onTag={(tag) => void actions.list({ ...listing, tag })}
              actions={actions}
            />
          </CardBoundary>
        </li>
      ))}
    </ol>
  );
}

function EmptyCollection() {
  return (
    <div class="empty-collections">
      <p class="lead">No papers yet.</p>
      <p>
        Save papers from <a href="./">a search</a> with the button beside each of them, or import a file.
      </p>
    </div>
  );
}
