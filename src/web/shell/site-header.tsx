import { useLayoutEffect, useState } from "preact/hooks";
import { ThemeButton } from "./theme-button.js";
import { wholeMap } from "../map/map-place.js";
import { recallSearch } from "./last-search.js";
import { formatView, readView, type View } from "./view-address.js";
import { isForBrowser } from "./visit-link.js";

interface SiteHeaderProps {
  /** The document that is shown. */
  readonly place: "search" | "map" | "add" | "collections";
  /** Shows the start page without loading it again; without this, the link does. */
  readonly onHome?: () => void;
  /** What is searched, which both the list and the map can show. */
  readonly view?: View;
  /** Shows or hides the map without loading the document again; without this, the links do. */
  readonly onMap?: (isShown: boolean) => void;
  /** Shows the last search without loading the document again; without this, the link does. */
  readonly onSearch?: (view: View) => void;
}

const places = [
  { place: "search", address: "./", name: "Search" },
  { place: "map", address: "map", name: "Map" },
  { place: "collections", address: "collections", name: "Collections" },
  { place: "add", address: "add", name: "Add papers" },
] as const;

/** The name, the links to the documents and the theme: the same everywhere. */
export function SiteHeader({ place: shown, onHome, view, onMap, onSearch }: SiteHeaderProps) {
  const search = useLastSearch(shown, view);
  const addressOf = (place: string, address: string) => {
    if (place === "search" && search !== undefined) return search;
    return !view || !isShownHere(place) ? address : formatView(view, place === "map" ? wholeMap : undefined);
  };
  const visit = (place: string, event: MouseEvent) => {
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
      <nav class="places" aria-label="Places">
        {places.map(({ place, address, name }) => (
          <a
            key={place}
            href={addressOf(place, address)}
            onClick={(event) => visit(place, event)}
            aria-current={place === shown ? "page" : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      <ThemeButton />
    </header>
  );
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
