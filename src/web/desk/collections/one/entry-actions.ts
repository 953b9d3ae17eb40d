import type { Collection } from "../../../../domain/collections/collection.js";
import type { Decision, Entry, EntryChange, ShownEntry } from "../../../../domain/collections/entry.js";
import { formatPapers } from "../../../../domain/text/amounts.js";
import { addEntries, changeEntries, removeEntries } from "../../../shared/entry-calls.js";
import { locateCollection } from "../../../shared/locate-collection.js";
import { revertChange } from "../../../shared/revert-change.js";
import { call } from "../../../shared/server.js";
import { tell } from "../../../shared/undo.js";
import { tellProblem } from "../../../shell/deed-notice.js";
import { type EntryPage, loadEntries, loadEntryPage } from "./load-entries.js";
import { type Listing, writeListing } from "./listing.js";
import { applyChange } from "./apply-change.js";

/** What the page of a collection shows. */
export interface ListState {
  readonly collection: Collection;
  readonly listing: Listing;
  readonly page: EntryPage;
  readonly isBusy: boolean;
}

/** What one does with entries. Each tells what came of it, and offers to undo it. */
export interface EntryActions {
  list(listing: Listing): Promise<void>;
  more(): Promise<void>;
  reload(): Promise<void>;
  /** @param what was done, in a sentence */
  change(ids: readonly string[], change: EntryChange, what: string): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** Takes in a paper that the collection has not, or keeps it as not interesting. */
  take(paper: Pick<Entry, "id" | "title">, decision: Decision | undefined): Promise<void>;
  /** Copies entries with what is said about them, and takes them out of here if they are moved. */
  send(ids: readonly string[], to: Pick<Collection, "id" | "name">, how: "copy" | "move"): Promise<void>;
  rename(change: { readonly name: string; readonly note: string }): Promise<void>;
}

interface Keeper {
  read(): ListState;
  update(news: Partial<ListState>): void;
}

export function createEntryActions(keeper: Keeper): EntryActions {
  const listing = createListing(keeper);
  const { id } = keeper.read().collection;
  const refresh = async () => keeper.update({ collection: await call("GET /v1/collections/{id}", { params: { id } }) });
  const reload = async () => {
    await listing.reload();
    await refresh();
  };
  const act: Act = (deed) => deed().then(refresh).catch(tellProblem);
  return { ...listing, reload, ...createDeeds(keeper, act, reload), ...createMoves(keeper, act, reload) };
}

/** Tells of a failure; afterwards the numbers of the collection are those of the server. */
type Act = (deed: () => Promise<unknown>) => Promise<void>;

/** Loads entries. A newer question ends an older one. */
function createListing({ read, update }: Keeper): Pick<EntryActions, "list" | "more" | "reload"> {
  const { id } = read().collection;
  let asking = new AbortController();
  const load = async (find: (signal: AbortSignal) => Promise<EntryPage>) => {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    update({ isBusy: true });
    try {
      const page = await find(signal);
      if (!signal.aborted) update({ page, isBusy: false });
    } catch (problem) {
      if (signal.aborted) return;
      update({ isBusy: false });
      tellProblem(problem);
    }
  };
  return {
    reload: () =>
      load((signal) => loadEntries({ id, listing: read().listing }, read().page.entries.length, { call, signal })),
    async list(listing) {
      update({ listing });
      history.replaceState(history.state, "", locateCollection(id, writeListing(listing)));
      await load((signal) => loadEntryPage({ id, listing }, { call, signal }));
    },
    more: () =>
      load(async (signal) => {
        const { listing, page } = read();
        const next = await loadEntryPage({ id, listing, cursor: page.cursor }, { call, signal });
        return { ...next, entries: [...page.entries, ...next.entries] };
      }),
  };
}

type Reload = () => Promise<void>;

function createDeeds({ read, update }: Keeper, act: Act, reload: Reload): Pick<EntryActions, "change" | "rename"> {
  const { id } = read().collection;
  return {
    change: (ids, change, what) =>
      act(async () => {
        const before = await changeEntries(id, ids, change);
        update({ page: changeShown(read(), ids, change) });
        tell(what, async () => {
          for (const step of revertChange(change, before)) await changeEntries(id, step.ids, step.change);
          await reload();
        });
      }),
    rename: ({ name, note }) =>
      act(async () => {
        const body = { name, note: note === "" ? null : note };
        const { before } = await call("PATCH /v1/collections/{id}", { params: { id }, body });
        tell("The collection was changed.", async () => {
          await call("PATCH /v1/collections/{id}", { params: { id }, body: before });
          await reload();
        });
      }),
  };
}

function createMoves(
  { read, update }: Keeper,
  act: Act,
  reload: Reload,
): Pick<EntryActions, "take" | "remove" | "send"> {
  const { id } = read().collection;
  const drop = (ids: readonly string[]) => update({ page: withoutEntries(read().page, ids) });
  return {
    take: ({ id: paper, title }, decision) =>
      act(async () => {
        const added = await addEntries(id, [{ id: paper, title, ...(decision && { decision }) }]);
        await reload();
        const what = decision === "exclude" ? "Kept as not interesting." : "1 paper added.";
        tell(what, () => removeEntries(id, added).then(reload));
      }),
    remove: (ids) =>
      act(async () => {
        const removed = await removeEntries(id, ids);
        drop(ids);
        tell(`${formatPapers(removed.length)} removed.`, () => addEntries(id, removed).then(reload));
      }),
    send: (ids, to, how) =>
      act(async () => {
        const entries = read().page.entries.filter((entry) => ids.includes(entry.id));
        const added = await addEntries(to.id, entries.map(leaveDecision));
        const removed = how === "move" ? await removeEntries(id, ids) : [];
        if (how === "move") drop(ids);
        const verb = how === "move" ? "moved" : "copied";
        tell(`${formatPapers(ids.length)} ${verb} to “${to.name}”.`, async () => {
          if (removed.length > 0) await addEntries(id, removed);
          if (added.length > 0) await removeEntries(to.id, added);
          await reload();
        });
      }),
  };
}

/** A decision is about one collection, and no other; the paper itself is not sent. */
function leaveDecision({ id, title, year, note, tags, isRead, rating, key }: ShownEntry): Entry {
  const said = { note, rating, key, year };
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return { id, title, tags, isRead, ...given } as Entry;
}

function withoutEntries(page: EntryPage, ids: readonly string[]): EntryPage {
  const gone = new Set(ids);
  const entries = page.entries.filter((entry) => !gone.has(entry.id));
  return { ...page, entries, total: page.total - (page.entries.length - entries.length) };
}

/** An entry leaves the list when it is decided otherwise than what is listed; one that was read stays until it is left. */
function changeShown({ page, listing }: ListState, ids: readonly string[], change: EntryChange): EntryPage {
  const changed = new Set(ids);
  const entries = page.entries.map((entry) => (changed.has(entry.id) ? applyChange(entry, change) : entry));
  const left = entries.filter((entry) => changed.has(entry.id) && !isListed(entry, listing));
  return withoutEntries(
    { ...page, entries },
    left.map((entry) => entry.id),
  );
}

function isListed({ decision }: Entry, { show }: Listing): boolean {
  if (show === "include" || show === "exclude") return decision === show;
  return show === "undecided" ? decision === undefined : decision !== "exclude";
}
