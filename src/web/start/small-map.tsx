import type { Overview } from "../../domain/overview/answer.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { addMapPlace } from "../map/map-place.js";
import { placeTopics } from "./place-topics.js";

type Picture = NonNullable<Overview["map"]>;

/** How near the map is when one comes from a topic. */
const topicZoom = 3;

/** The map in small: dots that grow with the number of papers, and the broadest topics as links to their places. */
export function SmallMap({ map }: { readonly map: Picture }) {
  const side = map.rows.length;
  return (
    <section aria-labelledby="small-map">
      <h2 class="small" id="small-map">
        What these papers are about
      </h2>
      <svg class="small-map" viewBox={`-0.5 -0.5 ${side} ${side}`} aria-labelledby="small-map">
        <g class="small-map-ground" onClick={() => location.assign("map")}>
          <rect x="-0.5" y="-0.5" width={side} height={side} />
          {drawDots(map.rows).map(([level, path]) => (
            <path key={level} d={path} stroke-width={0.22 + 0.085 * level} />
          ))}
        </g>
        {placeTopics(map.topics).map(({ topic, left, top }) => (
          <a key={topic.index} href={locate(topic.x, topic.y)}>
            <rect x={left * side - 3} y={top * side - 1.75} width="6" height="3.5" />
            <text x={left * side} y={top * side} dy="0.35em">
              {topic.name}
            </text>
          </a>
        ))}
      </svg>
      <p class="note">
        <a href="map">Open the map of {formatPapers(map.papers)}</a>
      </p>
    </section>
  );
}

/** One path for each density: a dot is a line without length and with round ends. */
function drawDots(rows: readonly string[]): readonly (readonly [level: number, path: string])[] {
  const paths = new Map<number, string>();
  for (const [y, row] of rows.entries()) {
    for (const [x, digit] of [...row].entries()) {
      const level = Number(digit);
      if (level > 0) paths.set(level, `${paths.get(level) ?? ""}M${x} ${y}h0`);
    }
  }
  return [...paths].sort(([one], [other]) => one - other);
}

function locate(x: number, y: number): string {
  const values = new URLSearchParams();
  addMapPlace(values, { at: { x, y, zoom: topicZoom } });
  return `map?${values}`;
}
