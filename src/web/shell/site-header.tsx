import { ThemeButton } from "./theme-button.js";
import { isForBrowser } from "./visit-link.js";

interface SiteHeaderProps {
  /** The document that is shown. */
  readonly place: "search" | "map" | "add";
  /** Shows the start page without loading it again; without this, the link does. */
  readonly onHome?: () => void;
}

const places = [
  { place: "search", address: "./", name: "Search" },
  { place: "map", address: "map", name: "Map" },
  { place: "add", address: "add", name: "Add papers" },
] as const;

/** The name, the links to the documents and the theme: the same everywhere. */
export function SiteHeader({ place: shown, onHome }: SiteHeaderProps) {
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
          <a key={place} href={address} aria-current={place === shown ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <ThemeButton />
    </header>
  );
}
