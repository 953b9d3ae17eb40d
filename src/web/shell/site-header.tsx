import { ThemeButton } from "./theme-button.js";
import { wholeMap } from "../map/map-place.js";
import { formatView, type View } from "./view-address.js";
import { isForBrowser } from "./visit-link.js";

interface SiteHeaderProps {
  /** The document that is shown. */
  readonly place: "search" | "map" | "add";
  /** Shows the start page without loading it again; without this, the link does. */
  readonly onHome?: () => void;
  /** What is searched, which both the list and the map can show. */
  readonly view?: View;
  /** Shows or hides the map without loading the document again; without this, the links do. */
  readonly onMap?: (isShown: boolean) => void;
}

const places = [
  { place: "search", address: "./", name: "Search" },
  { place: "map", address: "map", name: "Map" },
  { place: "add", address: "add", name: "Add papers" },
] as const;

/** The name, the links to the documents and the theme: the same everywhere. */
export function SiteHeader({ place: shown, onHome, view, onMap }: SiteHeaderProps) {
  const addressOf = (place: string, address: string) =>
    !view || place === "add" ? address : formatView(view, place === "map" ? wholeMap : undefined);
  const visit = (place: string, event: MouseEvent) => {
    if (!onMap || place === "add" || isForBrowser(event)) return;
    event.preventDefault();
    if (place !== shown) onMap(place === "map");
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
