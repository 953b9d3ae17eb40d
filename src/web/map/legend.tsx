import { useEffect, useState } from "preact/hooks";
import { formatCount } from "../../domain/text/amounts.js";
import { formatRgb, type Rgb } from "./canvas/colours.js";
import { type MapData, type MapTopic, nameTopic } from "./data.js";

interface LegendProps {
  readonly data: MapData;
  readonly chosen: number | undefined;
  readonly colourOf: (group: number) => Rgb;
  readonly onTopic: (topic: MapTopic) => void;
}

/** The topics: one that is chosen filters the papers. The chosen one shows what it consists of. */
export function Legend({ data, chosen, colourOf, onTopic }: LegendProps) {
  const [openGroup, setOpenGroup] = useState<number>();
  const { topics } = data;
  const group = chosen === undefined ? undefined : topics[chosen]?.group;
  useEffect(() => setOpenGroup(group), [group]);
  const renderTopic = (topic: MapTopic) => (
    <button
      class="topic"
      type="button"
      aria-pressed={topic.index === chosen}
      title={nameTopic(topic)}
      onClick={() => onTopic(topic)}
    >
      {topic.level === 0 && (
        <span class="swatch" aria-hidden="true" style={{ backgroundColor: formatRgb(colourOf(topic.group)) }} />
      )}
      <span class="words">{nameTopic(topic)}</span>
      <span class="amount">{formatCount(topic.papers)}</span>
    </button>
  );
  return (
    <ol class="map-topics" aria-label="Topics">
      {topics
        .filter(({ level }) => level === 0)
        .map((topic) => (
          <li key={topic.index}>
            {renderTopic(topic)}
            {openGroup === topic.index && (
              <ol class="parts">
                {listParts(topics, topic.index).map((part) => (
                  <li key={part.index}>{renderTopic(part)}</li>
                ))}
              </ol>
            )}
          </li>
        ))}
    </ol>
  );
}

/** A single part is the topic itself. */
function listParts(topics: readonly MapTopic[], index: number): readonly MapTopic[] {
  const parts = topics.filter(({ parent, names }) => parent === index && names.length > 0);
  return parts.length > 1 ? parts : [];
}
