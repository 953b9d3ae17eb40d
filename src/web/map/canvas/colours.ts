import type { MapTopic } from "../data.js";

export type Rgb = readonly [red: number, green: number, blue: number];

/** The colours of the map in the current theme. */
export interface MapColours {
  readonly ground: Rgb;
  readonly ink: Rgb;
  readonly soft: Rgb;
  /** For papers that a search found; unlike any topic. */
  readonly highlight: Rgb;
  /** `--map-1` to `--map-12`, for the broadest topics. */
  readonly topics: readonly Rgb[];
}

const colourCount = 12;

/** The reader's own few colours take the place of the page's. */
const forcedColours = "(forced-colors: active)";
const systemNames: Readonly<Record<string, string>> = {
  ground: "Canvas",
  ink: "CanvasText",
  soft: "CanvasText",
  "map-highlight": "Highlight",
};

/** Reads the custom properties through an element, because `light-dark()` is resolved only in a computed style. */
export function readColours(): MapColours {
  const isForced = matchMedia(forcedColours).matches;
  const probe = document.createElement("span");
  probe.hidden = true;
  // Else every colour of an element would be that of its text.
  probe.style.setProperty("forced-color-adjust", "none");
  document.body.append(probe);
  const read = (name: string): Rgb => {
    probe.style.color = isForced ? (systemNames[name] ?? "CanvasText") : `var(--${name})`;
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue];
  };
  const colours = {
    ground: read("ground"),
    ink: read("ink"),
    soft: read("soft"),
    highlight: read("map-highlight"),
    topics: Array.from({ length: colourCount }, (_, at) => read(`map-${at + 1}`)),
  };
  probe.remove();
  return colours;
}

export function formatRgb([red, green, blue]: Rgb, alpha = 1): string {
  return `rgb(${red} ${green} ${blue} / ${alpha})`;
}

/** Calls back when the theme changes, by choice or with the system; returns a function that stops this. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const system = ["(prefers-color-scheme: dark)", forcedColours].map((query) => matchMedia(query));
  for (const query of system) query.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    for (const query of system) query.removeEventListener("change", onChange);
  };
}

/**
 * Assigns a colour to each of the broadest topics, the largest first: the colour whose nearest topic of the same colour is
 * farthest away.
 */
export function assignColours(topics: readonly MapTopic[]): readonly number[] {
  const broad = topics.filter(({ level }) => level === 0);
  const sharing: MapTopic[][] = Array.from({ length: colourCount }, () => []);
  return broad.map((topic) => {
    const distances = sharing.map((others) => Math.min(...others.map((other) => measure(topic, other))));
    const colour = distances.indexOf(Math.max(...distances));
    sharing[colour]?.push(topic);
    return colour;
  });
}

function measure(one: MapTopic, other: MapTopic): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
