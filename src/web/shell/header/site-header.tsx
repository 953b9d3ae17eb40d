import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { type SitePlace, sitePlaces } from "../../../domain/page/site-places.js";
import { wholeMap } from "../../map/map-place.js";
import { useWatched } from "../../shared/use-watched.js";
import { formatView, readView, type View } from "../view-address.js";
import { isForBrowser } from "../visit-link.js";
import { recallSearch } from "./last-search.js";
import { countNewMatches, newMatches } from "./new-matches.js";
import { ThemeButton } from "./theme-button.js";

interface SiteHeaderProps {
  /** The document that is shown. */
  readonly place: SitePlace["place"];
  /** Shows the start page without loading it again; without this, the link does. */
  readonly onHome?: () => void;
  /** What is searched, which both the list and the map can show. */
  readonly view?: View;
  /** Shows or hides the map without loading the document again; without this, the links do. */
  readonly onMap?: (isShown: boolean) => void;
  /** Shows the last search without loading the document again; without this, the link does. */
  readonly onSearch?: (view: View) => void;
}

/**
 * The name, the links to the documents and the theme: the same everywhere. On a phone, a button opens the links; the
 * browser does it, so that it needs no script.
 */
export function SiteHeader({ place: shown, onHome, view, onMap, onSearch }: SiteHeaderProps) {
  const search = useLastSearch(shown, view);
  const addressOf = (place: string, address: string) => {
    if (place === "search" && search !== undefined) return search;
    return !view || !isShownHere(place) ? address : formatView(view, place === "map" ? wholeMap : undefined);
  };
  const visit = (place: string, event: MouseEvent) => {
    closeMenu(event);
    if (!onMap || !isShownHere(place) || isForBrowser(event)) return;
    event.preventDefault();
    if (place !== shown) onMap(place === "map");
    else if (place === "search" && search !== undefined) onSearch?.(readView(search.slice("./".length)));
  };
  const goHome = (event: MouseEvent) => {
    if (!onHome || isForBrowser(event)) return;
    event.preventDefault();
    onHome();
  };
  return (
    <header class="head frame">
      <a class="name" id="home" href="./" onClick={goHome}>
        paperkin
      </a>
      <button class="places-button" type="button" popovertarget="places">
        Menu
        <NewCount />
      </button>
      <nav class="places" id="places" popover="auto" aria-label="Places">
        {sitePlaces.map(({ place, address, name }) => (
          <a
            key={place}
            href={addressOf(place, address)}
            onClick={(event) => visit(place, event)}
            aria-current={place === shown ? "page" : undefined}
          >
            {name}
            {place === "following" && <NewCount />}
          </a>
        ))}
      </nav>
      <ThemeButton />
    </header>
  );
}

/** How many papers of the inbox are new; nothing while there is none. */
function NewCount() {
  const count = useWatched(newMatches);
  useEffect(countNewMatches, []);
  if (!count) return null;
  return (
    <span class="new-count">
      {count > 99 ? "99+" : count}
      <span class="unseen"> new</span>
    </span>
  );
}

/** On a phone, the links are a menu, which would stay open over what they show. */
function closeMenu({ currentTarget }: Event): void {
  if (!(currentTarget instanceof Element)) return;
  const menu = currentTarget.closest<HTMLElement>(":popover-open");
  menu?.hidePopover();
}

/** Whether a place is another look at the same papers, rather than a document of its own. */
function isShownHere(place: string): boolean {
  return place === "search" || place === "map";
}

/** The address of the last search, where neither a search is shown, nor the start page, nor the map. */
function useLastSearch(shown: SiteHeaderProps["place"], view: View | undefined): string | undefined {
  const [search, setSearch] = useState<string>();
  const isElsewhere =
    !isShownHere(shown) || (shown === "search" && (view?.kind === "paper" || view?.kind === "recommend"));
  useLayoutEffect(() => setSearch(isElsewhere ? recallSearch() : undefined), [isElsewhere]);
  return search;
}
