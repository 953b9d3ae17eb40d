import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Collection } from "../../../../domain/collections/collection.js";
import { formatPapers } from "../../../../domain/text/amounts.js";
import { noSelection } from "../../../paper/list/selection.js";
import { isForBrowser } from "../../../shell/visit-link.js";
import { locateCollection } from "../../../shared/locate-collection.js";
import { useLatex } from "../../../shared/use-latex.js";
import { CollectionHead } from "./collection-head.js";
import { createEntryActions, type ListState } from "./entry-actions.js";
import { EntryList } from "./entry-list.js";
import { watchEntryKeys } from "./entry-keys.js";
import { EntrySelectBar } from "./entry-select-bar.js";
import type { EntrySelection } from "./entry-selection.js";
import { KeyHelp } from "../../key-help.js";
import { Recommended } from "./recommended.js";
import { ListForm } from "./list-form.js";
import { type Listing, writeListing } from "./listing.js";
import type { EntryPage } from "./load-entries.js";

interface CollectionPageProps {
  readonly collection: Collection;
  readonly page: EntryPage;
  readonly listing: Listing;
}

/** The papers of one collection, with what the reader says about them. */
export function CollectionPage(given: CollectionPageProps) {
  const { state, actions, selection, select } = useCollection(given);
  const { collection, page, listing, isBusy } = state;
  const tags = [...new Set(page.entries.flatMap((entry) => entry.tags))].sort();
  const list = { state, selection, onSelect: select, actions };
  return (
    <>
      <CollectionHead collection={collection} actions={actions} entries={page.entries} listing={listing} />
      <Recommended collection={collection} actions={actions} />
      <ListForm id={collection.id} listing={listing} tags={tags} onList={(next) => void actions.list(next)} />
      <div class="above">
        <p class="count" role="status" aria-live="polite" id="count" tabIndex={-1}>
          {describeTotal(page, listing)}
        </p>
        {page.entries.length > 0 && <SelectButton selection={selection} onSelect={select} />}
      </div>
      {selection.isOn && <EntrySelectBar {...list} />}
      <div aria-busy={isBusy ? "true" : undefined}>
        <EntryList {...list} />
      </div>
      {page.cursor !== undefined && <MoreEntries state={state} onMore={() => void actions.more()} />}
      <KeyHelp keys={entryKeys} />
    </>
  );
}

/** The state of the page, what changes it, and its keys. */
function useCollection(given: CollectionPageProps) {
  const [state, setState] = useState<ListState>({ ...given, isBusy: false });
  const [selection, select] = useState<EntrySelection>(noSelection);
  const latest = useRef(state);
  const chosen = useRef({ selection, select });
  chosen.current = { selection, select };
  const read = () => latest.current;
  const actions = useMemo(() => {
    const update = (news: Partial<ListState>) => {
      latest.current = { ...latest.current, ...news };
      setState(latest.current);
    };
    return createEntryActions({ read, update });
  }, []);
  useLatex(state.page.entries.flatMap(({ title, paper }) => [title, paper?.abstract]));
  useEffect(() => watchEntryKeys({ actions, read, selection: () => chosen.current }), []);
  return { state, actions, selection, select };
}

interface SelectButtonProps {
  readonly selection: EntrySelection;
  readonly onSelect: (selection: EntrySelection) => void;
}

function SelectButton({ selection: { isOn }, onSelect }: SelectButtonProps) {
  return (
    <p class="list-tools scripted">
      <button type="button" class="quiet" aria-pressed={isOn} onClick={() => onSelect({ ...noSelection, isOn: !isOn })}>
        Select
      </button>
    </p>
  );
}

interface MoreEntriesProps {
  readonly state: ListState;
  readonly onMore: () => void;
}

/** Adds papers to the list; without scripts, it goes to the next page. */
function MoreEntries({ state: { collection, listing, page, isBusy }, onMore }: MoreEntriesProps) {
  const press = (event: MouseEvent) => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    onMore();
  };
  const next = { ...writeListing(listing), ...(page.cursor !== undefined && { cursor: page.cursor }) };
  return (
    <a class="more" id="more" href={locateCollection(collection.id, next)} onClick={press}>
      {isBusy ? "Loading more…" : "More papers"}
    </a>
  );
}

const entryKeys = [
  ["j k", "next paper, previous paper"],
  ["Enter", "open the paper"],
  ["r", "mark as read, or as unread"],
  ["1 – 5", "rate the paper"],
  ["n", "write a note, tags or a key"],
  ["d", "not interested, or interested again"],
  ["x", "select the paper; with Shift and an arrow, several"],
  ["Delete", "remove it from the collection"],
  ["z", "undo"],
] as const;

function describeTotal({ total, entries }: EntryPage, { show, q, tag }: Listing): string {
  const isFiltered = show !== "listed" || q !== "" || tag !== "";
  if (total === 0) return isFiltered ? "No paper of the collection is like that." : "";
  const shown = entries.length < total ? `${entries.length} of ` : "";
  return `${shown}${formatPapers(total)}`;
}
