import type { MapTopic } from "../data.js";

export type Rgb = readonly [red: number, green: number, blue: number];

/** The colours of the map as the theme has them now. */
export interface MapColours {
  readonly ground: Rgb;
  readonly ink: Rgb;
  readonly soft: Rgb;
  /** Of papers that a search found: like no topic. */
  readonly lit: Rgb;
  /** `--map-1` and on: of the broadest topics. */
  readonly topics: readonly Rgb[];
}

export const topicColours = 12;

/** Reads custom properties of theme.css and map-page.css, by way of an element: `light-dark()` is resolved in its style only. */
export function readColours(): MapColours {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const read = (name: string): Rgb => {
    probe.style.color = `var(--${name})`;
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue];
  };
  const colours = {
    ground: read("ground"),
    ink: read("ink"),
    soft: read("soft"),
    lit: read("map-lit"),
    topics: Array.from({ length: topicColours }, (_, at) => read(`map-${at + 1}`)),
  };
  probe.remove();
  return colours;
}

export function formatRgb([red, green, blue]: Rgb, alpha = 1): string {
  return `rgb(${red} ${green} ${blue} / ${alpha})`;
}

/** Calls back when the reader, or their system, changes the theme; gives the function that ends this. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", onChange);
  };
}

/**
 * A colour for each broadest topic: the largest choose first, and each takes the one whose nearest other bearer is
 * farthest away.
 */
export function assignColours(topics: readonly MapTopic[]): readonly number[] {
  const broad = topics.filter(({ level }) => level === 0);
  const bearers: MapTopic[][] = Array.from({ length: topicColours }, () => []);
  return broad.map((topic) => {
    const distances = bearers.map((others) => Math.min(...others.map((other) => measure(topic, other))));
    const colour = distances.indexOf(Math.max(...distances));
    bearers[colour]?.push(topic);
    return colour;
  });
}

function measure(one: MapTopic, other: MapTopic): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
