import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import type { Help } from "../shell/help/help-dialog.js";
import type { SearchFormHandle } from "../search/form/search-form.js";
import { countOpened, watchOpened } from "../shared/count-opened.js";
import { useLate } from "../shared/use-late.js";
import { rememberSearch } from "../shell/header/last-search.js";
import { formatView } from "../shell/view-address.js";
import { createPageEvents, type Parts } from "./page-events.js";
import { describePage } from "./page-metadata.js";
import { nameShown, type PageState } from "./page-state.js";
import type { PageStore } from "./page-store.js";
import { LazyMap } from "./lazy-map.js";
import { Page } from "./page.js";

/** The page in a browser: it follows the store, the history and the keyboard. */
export function LivePage({ store }: { readonly store: PageStore }) {
  const state = useStore(store);
  const [areFacetsOpen, setFacetsOpen] = useState(false);
  const form = useRef<SearchFormHandle>(null);
  const help = useRef<Help>(null);
  const [{ events, start }] = useState(() => {
    const parts: Parts = {
      focusBox: () => form.current?.focusBox(),
      openHelp: () => help.current?.open(),
      setFacetsOpen,
    };
    return createPageEvents(store, parts);
  });
  useDocument(state, areFacetsOpen);
  useLayoutEffect(() => store.rendered());
  useEffect(start, []);
  useEffect(watchOpened, []);
  return (
    <Page
      state={state}
      events={events}
      areFacetsOpen={areFacetsOpen}
      form={form}
      help={help}
      pane={<LazyMap state={state} events={events} />}
    />
  );
}

function useStore(store: PageStore): PageState {
  const [, update] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => store.subscribe(() => update(undefined)), []);
  return store.read();
}

/** What of the document is not in its app: its head, and what the style sheets read from its body. */
function useDocument(state: PageState, areFacetsOpen: boolean): void {
  const { body } = document;
  const shown = nameShown(state);
  const { view, shown: content } = state;
  useLayoutEffect(() => void (body.dataset["view"] = shown), [shown]);
  // Only reference managers read what it writes.
  const late = useLate(() => import("../../domain/citation/page-fields.js"));
  useLayoutEffect(() => {
    const base = new URL(".", document.baseURI).href;
    const { title, tags } = describePage(state, { base, listFields: late?.listPageFields });
    document.title = title;
    // Until then those stay that the server has written for the first view.
    if (late) replaceTags(tags);
  }, [view, content, late]);
  useLayoutEffect(() => {
    if (view.kind === "search") rememberSearch(formatView(view));
    if (view.kind === "paper") countOpened(view.id);
  }, [view]);
  useLayoutEffect(() => void body.toggleAttribute("data-facets-open", areFacetsOpen), [areFacetsOpen]);
}

/** The metadata that the server has written belongs to the view that was opened first. */
function replaceTags(tags: ReturnType<typeof describePage>["tags"]): void {
  for (const old of document.head.querySelectorAll("[data-page]")) old.remove();
  for (const { tag, ...attributes } of tags) {
    const element = document.createElement(tag);
    element.dataset["page"] = "true";
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.head.append(element);
  }
}
