import { foldText } from "../../domain/text/fold-text.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { createElement, findPart } from "../shared/elements.js";
import { call } from "../shared/server.js";
import { createOwnQuestions } from "./own-questions.js";

export interface SuggestionEvents {
  readonly onAsk: (query: string) => void;
  readonly onOpen: (id: string) => void;
}

interface Choice {
  readonly text: string;
  readonly hint: string;
  readonly choose: () => void;
}

/** Short enough to keep up with typing; the search itself waits longer. */
const pauseMs = 100;
const maxOwn = 3;
const maxChoices = 8;

/** Completes what is typed in the search box: a combobox with a list (WAI-ARIA). */
export function createSuggestions(events: SuggestionEvents): void {
  const box = findPart("query", HTMLInputElement);
  const list = findPart("suggestions", HTMLUListElement);
  const own = createOwnQuestions();
  const popup = createPopup(box, list);
  let asking = new AbortController();
  const suggest = async () => {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const typed = box.value.trim();
    const kept = listOwn(own.list(), typed).map((text) => ({ text, hint: "asked before", choose: () => ask(text) }));
    const found = typed === "" ? [] : await load(typed, signal, { ...events, onAsk: ask }).catch(() => []);
    if (!signal.aborted && document.activeElement === box) popup.show([...kept, ...found].slice(0, maxChoices));
  };
  const ask = (query: string) => {
    own.remember(query);
    events.onAsk(query);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void suggest(), pauseMs);
  };
  const close = () => {
    clearTimeout(timer);
    asking.abort();
    popup.show([]);
  };
  box.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) later();
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" && box.value.trim() === "") void suggest();
    if (popup.press(event.key)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter") {
      if (box.value.trim() !== "") own.remember(box.value.trim());
      close();
    }
  });
}

/** The reader's own questions that have a word beginning with what is typed. */
function listOwn(questions: readonly string[], typed: string): readonly string[] {
  const folded = foldText(typed);
  const fits = questions.filter((question) => question !== typed && ` ${foldText(question)}`.includes(` ${folded}`));
  return fits.slice(0, typed === "" ? maxChoices : maxOwn);
}

async function load(typed: string, signal: AbortSignal, { onAsk, onOpen }: SuggestionEvents): Promise<Choice[]> {
  const { suggestions } = await call("GET /v1/suggest", { query: { q: typed, limit: maxChoices }, signal });
  return suggestions.map(({ kind, text, id, papers }) => {
    const count = papers === undefined ? "" : ` · ${formatPapers(papers)}`;
    if (kind === "title" && id !== undefined) return { text, hint: "paper", choose: () => onOpen(id) };
    if (kind === "author" || kind === "venue")
      return { text, hint: `${kind}${count}`, choose: () => onAsk(`${kind}:"${text.replaceAll('"', "")}"`) };
    return { text, hint: count.slice(3), choose: () => onAsk(text) };
  });
}

interface Popup {
  show(choices: readonly Choice[]): void;
  /** Handles a key of the box; returns whether it was for the list. */
  press(key: string): boolean;
}

function createPopup(box: HTMLInputElement, list: HTMLUListElement): Popup {
  let choices: readonly Choice[] = [];
  let active = -1;
  const activate = (index: number) => {
    active = index;
    for (const [at, option] of [...list.children].entries())
      option.setAttribute("aria-selected", String(at === active));
    if (active < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", `suggestion-${active}`);
  };
  const show = (next: readonly Choice[]) => {
    choices = next;
    list.replaceChildren(...choices.map(createOption));
    list.hidden = choices.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
    activate(-1);
  };
  const pick = (index: number) => {
    const choice = choices[index];
    show([]);
    choice?.choose();
  };
  // The list must not take the focus from the box.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest("li") : null;
    if (option) pick([...list.children].indexOf(option));
  });
  return {
    show,
    press(key) {
      if (choices.length === 0) return false;
      if (key === "ArrowDown") activate(active + 1 < choices.length ? active + 1 : -1);
      else if (key === "ArrowUp") activate(active < 0 ? choices.length - 1 : active - 1);
      else if (key === "Escape") show([]);
      else if (key === "Enter" && active >= 0) pick(active);
      else return false;
      return true;
    },
  };
}

function createOption({ text, hint }: Choice, index: number): HTMLLIElement {
  const attributes = { role: "option", id: `suggestion-${index}`, "aria-selected": "false" };
  return createElement("li", { attributes }, [
    createElement("span", { text }),
    createElement("span", { className: "hint", text: hint }),
  ]);
}
