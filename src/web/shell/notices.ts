import { ApiProblem } from "../shared/api-client.js";
import { saveApiKey } from "../shared/api-key.js";
import { createButton, createElement } from "../shared/elements.js";
import { listChosen } from "../search/filters.js";
import type { SearchView } from "./view-address.js";

/** Questions that the sample papers answer, each in words that its papers mostly do not use. */
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
      text: "Ask in your own words. Papers are found by what they mean as well as by what they say.",
    }),
    createElement("h2", { className: "small", text: "For example" }),
    createElement("ul", { className: "examples" }, items),
  ];
}

export function createEmptyLibrary(): Node[] {
  const add = createElement("a", { text: "Add papers", attributes: { href: "/add" } });
  const docs = createElement("a", { text: "the API", attributes: { href: "/docs" } });
  const text = createElement("p", {}, [
    add,
    " from a file, send them to ",
    docs,
    ", or import them on the command line.",
  ]);
  return [createElement("p", { className: "lead", text: "There are no papers here yet." }), text];
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
    ? "Nothing matches within the filters you chose."
    : view.mode === "keyword"
      ? "No paper holds these words. Their meaning may still be near."
      : "Nothing here comes near. Other words may help.";
  const nodes: Node[] = [createElement("p", { className: "lead", text: reason })];
  if (isFiltered) nodes.push(createButton("Search all papers", () => onWiden("filters"), "strong"));
  else if (view.mode === "keyword") nodes.push(createButton("Search by meaning too", () => onWiden("mode"), "strong"));
  return nodes;
}

export function createProblem(problem: unknown, onRetry: () => void): Node[] {
  if (problem instanceof ApiProblem && problem.status === 401) return createKeyForm(problem, onRetry);
  const [title, detail] = explainProblem(problem);
  return [
    createElement("p", { className: "lead", text: title }),
    createElement("p", { text: detail }),
    createButton("Try again", onRetry, "strong"),
  ];
}

function explainProblem(problem: unknown): [title: string, detail: string] {
  if (!(problem instanceof ApiProblem)) return ["Something went wrong on this page.", String(problem)];
  const { status, message } = problem;
  if (problem.kind === "unreachable")
    return [
      "The server does not answer.",
      "It may have been stopped, or the connection is down. Nothing you typed is lost.",
    ];
  if (problem.kind === "late")
    return ["The server took too long.", "It is reachable, but no answer came within 30 seconds."];
  if (status === 404) return ["This paper is not here.", message];
  if (status === 429 || status === 503) return ["The server is busy just now.", message];
  if (status === 413) return ["This is more than the server takes.", message];
  if (status < 500) return ["The server did not understand this.", message];
  return ["The server could not answer.", `${message} (status ${status})`];
}

function createKeyForm(problem: ApiProblem, onRetry: () => void): Node[] {
  const field = createElement("input", {
    attributes: { id: "api-key", type: "password", required: "", autocomplete: "off", spellcheck: "false" },
  });
  const label = createElement("label", { text: "API key", attributes: { for: "api-key" } });
  const send = createElement("button", {
    className: "strong",
    text: "Use this key",
    attributes: { type: "submit" },
  });
  const form = createElement("form", { className: "key-form" }, [label, field, send]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    saveApiKey(field.value.trim());
    onRetry();
  });
  const title = problem.keyWasSent ? "This key was not accepted." : "This server asks for a key.";
  const text = "It is kept in this tab only, and goes to this server only.";
  return [createElement("p", { className: "lead", text: title }), createElement("p", { text }), form];
}
