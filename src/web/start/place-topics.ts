import type { Overview } from "../../domain/overview/answer.js";

type Topic = NonNullable<Overview["map"]>["topics"][number];

/** The width of a character and the height of a label, as shares of the picture at its usual size. */
const characterWidth = 0.024;
const labelHeight = 0.085;
const maxLabels = 9;

export interface PlacedTopic {
  readonly topic: Topic;
  /** The middle of its label. */
  readonly left: number;
  readonly top: number;
}

/** The topics whose names fit on the picture beside each other, the largest first, moved in from its edges. */
export function placeTopics(topics: readonly Topic[]): readonly PlacedTopic[] {
  const placed: PlacedTopic[] = [];
  for (const topic of topics) {
    const half = widthOf(topic) / 2;
    const left = Math.min(1 - half, Math.max(half, topic.x));
    const top = Math.min(1 - labelHeight / 2, Math.max(labelHeight / 2, topic.y));
    const fits = placed.every(
      (other) =>
        Math.abs(other.left - left) > (widthOf(other.topic) + widthOf(topic)) / 2 ||
        Math.abs(other.top - top) > labelHeight,
    );
    if (fits && half <= 0.5 && placed.length < maxLabels) placed.push({ topic, left, top });
  }
  return placed;
}

function widthOf({ name }: Topic): number {
  return name.length * characterWidth + 0.02;
}
