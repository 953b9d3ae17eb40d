import { createButton, createElement, findPart } from "../shared/elements.js";

const keys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["/"], "go to the search box"],
  [["j", "k"], "next paper, paper before"],
  [["Enter"], "open the paper"],
  [["s"], "papers similar to it"],
  [["l", "+"], "more like this"],
  [["d", "-"], "less like this"],
  [["Esc"], "back, or out of a field"],
  [["?"], "this help"],
];

const syntax: readonly (readonly [example: string, does: string])[] = [
  ['"sparse attention"', "papers that hold these words in this order"],
  ["-survey", "papers that do not hold the word"],
  ['author:hinton author:"yann lecun"', "papers by both"],
  ["venue:neurips category:cs.LG", "of this venue and category"],
  ["year:2019..2021", "from these years"],
  ["2301.01234 or 10.1000/182", "the paper with this arXiv id or DOI"],
];

/** Tells the keys and what the box understands. The browser keeps the focus within, and Esc closes it. */
export function createHelp(): { open(): void } {
  const dialog = findPart("help", HTMLDialogElement);
  const open = () => {
    if (dialog.childElementCount === 0) dialog.append(createContent(dialog));
    dialog.showModal();
  };
  findPart("help-button", HTMLButtonElement).addEventListener("click", open);
  // Only a click beside the content meets the dialog itself.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  return { open };
}

function createContent(dialog: HTMLDialogElement): HTMLElement {
  const close = createButton("Close", () => dialog.close());
  const title = createElement("h2", { text: "Help", attributes: { id: "help-title" } });
  const head = createElement("div", { className: "help-head" }, [title, close]);
  const keyRows = keys.map(([names, does]) => createRow(names.map(createKey), does));
  const syntaxRows = syntax.map(([example, does]) => createRow([createElement("code", { text: example })], does));
  return createElement("div", { className: "help-content" }, [
    head,
    createElement("h3", { text: "Ask" }),
    createElement("p", { text: "Ask in your own words: meaning counts as well as words. These narrow a search:" }),
    createElement("dl", {}, syntaxRows.flat()),
    createElement("h3", { text: "Keyboard" }),
    createElement("dl", { className: "key-rows" }, keyRows.flat()),
  ]);
}

function createRow(names: readonly Node[], does: string): Node[] {
  return [
    createElement(
      "dt",
      {},
      names.flatMap((name) => [name, " "]),
    ),
    createElement("dd", { text: does }),
  ];
}

function createKey(text: string): HTMLElement {
  return createElement("kbd", { text });
}
