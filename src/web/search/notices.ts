import { createButton, createElement } from "../shared/elements.js";
import { listChosen } from "./filters.js";
import type { SearchView } from "../shell/view-address.js";

/** Questions that the sample papers answer, in words that those papers mostly do not use. */
const examples = [
  "efficient fine-tuning with few trainable parameters",
  "why do networks with too many weights still generalize",
  "turn a photo of a person into a 3D avatar",
];

export function createWelcome(onAsk: (query: string) => void): Node[] {
  const items = examples.map((query) => createElement("li", {}, [createButton(query, () => onAsk(query), "plain")]));
  return [
    createElement("p", {
      className: "lead",
      text: "Ask in your own words. paperkin finds papers by meaning as well as by keywords.",
    }),
    createElement("h2", { className: "small", text: "Try" }),
    createElement("ul", { className: "examples" }, items),
  ];
}

export function createEmptyLibrary(): Node[] {
  const add = createElement("a", { text: "Add papers", attributes: { href: "add" } });
  const docs = createElement("a", { text: "the API", attributes: { href: "docs" } });
  const text = createElement("p", {}, [
    add,
    " from a file, send them to ",
    docs,
    ", or import them from the command line.",
  ]);
  return [createElement("p", { className: "lead", text: "No papers yet." }), text];
}

/** The papers are those of the repaired query; one click searches for what was typed. */
export function createCorrection(repaired: string, typed: string, onKeep: () => void): Node {
  return createElement("p", { className: "suggestion" }, [
    "Showing papers for ",
    createElement("strong", { text: repaired }),
    ". Search for ",
    createButton(typed, onKeep, "plain"),
    " as typed.",
  ]);
}

export function createSuggestion(query: string, onAsk: (query: string) => void): Node {
  return createElement("p", { className: "suggestion" }, [
    "Did you mean ",
    createButton(query, () => onAsk(query), "plain"),
    "?",
  ]);
}

export function createNothingFound(view: SearchView, onWiden: (what: "filters" | "mode") => void): Node[] {
  const isFiltered = listChosen(view.filters).length > 0;
  const reason = isFiltered
    ? "No papers match these filters."
    : view.mode === "keyword"
      ? "No paper contains these words."
      : "No papers match. Try different words.";
  const nodes: Node[] = [createElement("p", { className: "lead", text: reason })];
  if (isFiltered) nodes.push(createButton("Search all papers", () => onWiden("filters"), "strong"));
  else if (view.mode === "keyword") nodes.push(createButton("Search by meaning too", () => onWiden("mode"), "strong"));
  return nodes;
}
