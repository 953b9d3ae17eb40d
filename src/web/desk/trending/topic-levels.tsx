import type { RisingTopicAnswer, TrendsAnswer } from "../../../domain/trends/answer.js";
import { nameSpan } from "../../../domain/trends/name-span.js";

interface TopicLevelsProps
  extends Pick<RisingTopicAnswer, "levels">, Pick<TrendsAnswer["topics"], "spans" | "period"> {}

const width = 160;
const height = 36;
const inset = 4;

/** A topic's share by period as a line; the dashes are its usual share. */
export function TopicLevels({ levels, spans, period }: TopicLevelsProps) {
  const most = Math.max(2, ...levels);
  const x = (place: number) => inset + (place / Math.max(1, levels.length - 1)) * (width - 2 * inset);
  const y = (level: number) => height - inset - (level / most) * (height - 2 * inset);
  const points = levels.map((level, place) => `${x(place).toFixed(1)},${y(level).toFixed(1)}`);
  const said = levels.map(
    (level, place) => `${nameSpan(period, spans[place] ?? { from: "", to: "" })} ×${level.toFixed(1)}`,
  );
  const last = levels.length - 1;
  return (
    <svg
      class="levels"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Against its usual share: ${said.join(", ")}`}
    >
      <title>{said.join(", ")}</title>
      <line class="usual" x1="0" x2={width} y1={y(1)} y2={y(1)} />
      <polyline points={points.join(" ")} />
      <circle cx={x(last)} cy={y(levels[last] ?? 1)} r="3" />
    </svg>
  );
}
