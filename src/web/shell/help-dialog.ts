import { createButton, createElement, findPart } from "../shared/elements.js";

const keys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["/"], "go to the search box"],
  [["j", "k"], "next paper, previous paper"],
  [["Enter"], "open the paper"],
  [["s"], "show similar papers"],
  [["x"], "select the paper"],
  [["l", "+"], "more like this"],
  [["d", "-"], "less like this"],
  [["Esc"], "go back, or leave a field"],
  [["?"], "show this help"],
];

const syntax: readonly (readonly [example: string, does: string])[] = [
  ['"sparse attention"', "papers with this exact phrase"],
  ['-survey -"case study"', "papers without this word and phrase"],
  ["(cats OR dogs) AND NOT fish", "papers with either of two words, and without a third"],
  ["transform*", "papers with a word that begins so"],
  ['title:graph abstract:"graph kernel"', "papers with the word in the title and the phrase in the abstract"],
  ['author:hinton author:"yann lecun"', "papers by both authors"],
  ["venue:neurips category:cs.LG", "papers from this venue and category"],
  ["year:2019..2021 or after:2018", "papers from these years"],
  ["-author:hinton or title:(cats OR dogs)", "any of these together"],
  ["2301.01234 or 10.1000/182", "the paper with this arXiv ID or DOI"],
];

/** Lists the keyboard shortcuts and the query syntax. The browser traps the focus inside and closes it on Esc. */
export function createHelp(): { open(): void } {
  const dialog = findPart("help", HTMLDialogElement);
  const open = () => {
    if (dialog.childElementCount === 0) dialog.append(createContent(dialog));
    dialog.showModal();
  };
  findPart("help-button", HTMLButtonElement).addEventListener("click", open);
  // The backdrop belongs to the dialog element: a click on it has the dialog as its target.
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
    createElement("h3", { text: "Search" }),
    createElement("p", { text: "Ask in your own words: meaning counts as well as keywords. Narrow a search with:" }),
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
