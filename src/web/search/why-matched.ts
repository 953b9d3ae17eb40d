import type { Explanation } from "../../domain/search/answer.js";
import { createButton, createElement } from "../shared/elements.js";
import { explainMatch, type ExplainedPart } from "./explain-match.js";
import { readLatex } from "../shared/latex.js";
import { createScoreBar } from "../paper/score-bar.js";

export interface Why {
  readonly score: number;
  readonly ask: () => Promise<Explanation | undefined>;
}

/** A button that opens an explanation of the match at the end of the card. It is loaded once. */
export function createWhyButton(card: HTMLElement, { score, ask }: Why): HTMLButtonElement {
  let panel: HTMLElement | undefined;
  const button = createButton("Why?", () => {
    const isOpen = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(isOpen));
    if (panel) panel.hidden = !isOpen;
    else panel = openPanel(card, { score, ask });
  });
  button.classList.add("why-button");
  button.setAttribute("aria-expanded", "false");
  return button;
}

function openPanel(card: HTMLElement, why: Why): HTMLElement {
  const panel = createElement("div", { className: "why", text: "Loading…", attributes: { role: "status" } });
  card.append(panel);
  void fill(panel, why);
  return panel;
}

async function fill(panel: HTMLElement, { score, ask }: Why): Promise<void> {
  try {
    const explanation = await ask();
    panel.replaceChildren(...(explanation ? describe(explanation, score) : ["No explanation is available."]));
  } catch {
    panel.replaceChildren(
      "Loading failed. ",
      createButton("Try again", () => void fill(panel, { score, ask })),
    );
  }
}

function describe(explanation: Explanation, score: number): (Node | string)[] {
  const { sentence, words, parts, sum } = explainMatch(explanation, score);
  const nodes: (Node | string)[] = [];
  if (sentence !== undefined) {
    const quote = createElement("q", { text: readLatex(sentence).text });
    nodes.push(createElement("p", { className: "nearest" }, [quote]));
  }
  if (parts.length > 0) nodes.push(createElement("dl", { className: "parts" }, parts.flatMap(createPart)));
  if (words.length > 0) nodes.push(createElement("p", {}, ["Matching words: ", ...listWords(words)]));
  if (sum !== undefined) nodes.push(createElement("p", { text: sum }));
  return nodes.length > 0 ? nodes : ["The query names this paper or one of its authors."];
}

function createPart({ name, share, adds, note }: ExplainedPart): Node[] {
  const figures = createElement("span", { className: "figures", text: adds });
  return [createElement("dt", { text: name }), createElement("dd", {}, [createScoreBar(share), figures, " ", note])];
}

function listWords(words: readonly string[]): (Node | string)[] {
  return words.flatMap((word, at) => [...(at === 0 ? [] : [", "]), createElement("mark", { text: word })]);
}
