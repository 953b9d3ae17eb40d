import type { Hit } from "../../domain/search/answer.js";
import { formatCount } from "../../domain/text/amounts.js";
import { createElement, findPart } from "../shared/elements.js";
import { formatRgb, type Rgb } from "./canvas/colours.js";
import type { MapData, MapTopic } from "./data.js";
import { readLatex } from "../shared/latex.js";
import { formatView } from "../shell/view-address.js";

export interface PanelEvents {
  readonly onTopic: (topic: MapTopic) => void;
  readonly onHit: (row: number) => void;
}

export interface MapPanel {
  /** Lists the topics, also for readers who cannot see the map. */
  showTopics(data: MapData, colourOf: (group: number) => Rgb): void;
  showHits(hits: readonly FoundPaper[]): void;
  hideHits(): void;
  showSummary(text: string): void;
}

export interface FoundPaper {
  readonly hit: Hit;
  /** Absent for a paper that is not on the map. */
  readonly row: number | undefined;
}

const maxListed = 30;

export function createMapPanel({ onTopic, onHit }: PanelEvents): MapPanel {
  const topicList = findPart("topics", HTMLOListElement);
  const topicPart = findPart("topic-part", HTMLDetailsElement);
  const hitPart = findPart("hit-part", HTMLDetailsElement);
  const hitList = findPart("hits", HTMLOListElement);
  const count = findPart("count", HTMLElement);
  // On a phone the lists would cover the map.
  if (matchMedia("(min-width: 48rem)").matches) topicPart.open = hitPart.open = true;
  return {
    showTopics(data, colourOf) {
      const broad = data.topics.filter(({ level }) => level === 0);
      topicList.replaceChildren(...broad.map((topic) => createTopic(topic, { data, colourOf, onTopic })));
    },
    showHits(hits) {
      const items = hits.slice(0, maxListed).map(({ hit, row }) => createHit(hit, row, onHit));
      hitList.replaceChildren(...items);
      hitPart.hidden = hits.length === 0;
    },
    hideHits() {
      hitList.replaceChildren();
      hitPart.hidden = true;
    },
    showSummary(text) {
      count.textContent = text;
    },
  };
}

interface TopicItem {
  readonly data: MapData;
  readonly colourOf: (group: number) => Rgb;
  readonly onTopic: (topic: MapTopic) => void;
}

/** A broad topic and, below it, its subtopics, which open when it is chosen. */
function createTopic(topic: MapTopic, { data, colourOf, onTopic }: TopicItem): HTMLLIElement {
  const index = data.topics.indexOf(topic);
  const parts = data.topics.filter(({ parent, names }) => parent === index && names.length > 0);
  const inner = createElement(
    "ol",
    { className: "parts" },
    parts.map((part) => createElement("li", {}, [createTopicButton(part, () => onTopic(part))])),
  );
  inner.hidden = true;
  const button = createTopicButton(topic, () => {
    inner.hidden = !inner.hidden;
    button.setAttribute("aria-expanded", String(!inner.hidden));
    onTopic(topic);
  });
  button.setAttribute("aria-expanded", "false");
  const swatch = createElement("span", { className: "swatch", attributes: { "aria-hidden": "true" } });
  swatch.style.backgroundColor = formatRgb(colourOf(topic.group));
  button.prepend(swatch);
  return createElement("li", {}, [button, ...(parts.length > 1 ? [inner] : [])]);
}

function createTopicButton({ names, papers }: MapTopic, onClick: () => void): HTMLButtonElement {
  const name = names.length > 0 ? names.slice(0, 2).join(" · ") : "unnamed topic";
  return createElement("button", { className: "topic", attributes: { type: "button", title: name }, onClick }, [
    createElement("span", { className: "words", text: name }),
    createElement("span", { className: "amount", text: formatCount(papers) }),
  ]);
}

function createHit({ paper }: Hit, row: number | undefined, onHit: (row: number) => void): HTMLLIElement {
  const address = formatView({ kind: "paper", id: paper.id });
  const link = createElement("a", { text: readLatex(paper.title).text, attributes: { href: address } });
  const facts = createElement("span", { className: "facts", text: paper.year === undefined ? "" : String(paper.year) });
  if (row === undefined) return createElement("li", {}, [link, facts]);
  const show = createElement("button", {
    className: "show",
    text: "Show",
    attributes: { type: "button", "aria-label": `Show on the map: ${paper.title}` },
    onClick: () => onHit(row),
  });
  return createElement("li", {}, [link, facts, show]);
}
