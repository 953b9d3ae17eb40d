import type { Rating } from "../recommend/tray.js";

export interface KeyboardEvents {
  readonly onBox: () => void;
  readonly onSimilar: (id: string) => void;
  readonly onRate: (paper: { id: string; title: string }, rating: Rating) => void;
  readonly onHelp: () => void;
  readonly onBack: () => void;
}

/** A handler that returns false leaves the key to the browser. */
type Handler = () => boolean | void;

/**
 * Handles the keys that the help lists, except while a text field has the focus, or a dialog or menu is open. Any other letter is typed
 * into the search box, as the start of a question.
 */
export function watchKeyboard(events: KeyboardEvents): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open], :popover-open")) return;
    const handle = isTextField(event.target) ? chooseInField(event) : chooseOnPage(event, events);
    if (!handle) return;
    if (handle() !== false) event.preventDefault();
  });
}

/** The paper that has or contains the focus. */
export function findFocusedPaper(): HTMLElement | undefined {
  return document.activeElement?.closest<HTMLElement>("article[data-id]") ?? undefined;
}

function chooseInField({ key, target }: KeyboardEvent): Handler | undefined {
  if (key === "Escape") return leaveField;
  return key === "ArrowDown" && target instanceof Element && target.id === "query" ? () => focusNext(1) : undefined;
}

function chooseOnPage({ key, target }: KeyboardEvent, events: KeyboardEvents): Handler | undefined {
  const general: Record<string, Handler> = {
    "/": events.onBox,
    "?": events.onHelp,
    j: () => focusNext(1),
    k: () => focusNext(-1),
    Enter: openFocused,
    Escape: events.onBack,
  };
  // A slider uses + and - itself.
  const paper = target instanceof HTMLInputElement ? undefined : findFocusedPaper();
  return general[key] ?? (paper && choosePaper(key, paper, events)) ?? chooseText(key, target, events);
}

function chooseText(key: string, target: EventTarget | null, { onBox }: KeyboardEvents): Handler | undefined {
  // Letters choose in a list.
  if (!/^\p{L}$/u.test(key) || target instanceof HTMLSelectElement) return undefined;
  return () => {
    onBox();
    return false;
  };
}

function choosePaper(key: string, paper: HTMLElement, events: KeyboardEvents): Handler | undefined {
  const id = paper.dataset["id"] ?? "";
  const title = paper.getAttribute("aria-label") ?? id;
  const like = () => events.onRate({ id, title }, "like");
  const dislike = () => events.onRate({ id, title }, "dislike");
  const handlers: Record<string, Handler> = {
    s: () => events.onSimilar(id),
    l: like,
    "+": like,
    d: dislike,
    "-": dislike,
    b: () => openCollections(paper),
    x: () => paper.querySelector<HTMLInputElement>(".pick")?.click(),
  };
  return handlers[key];
}

/** Where there is little room, they are in the menu of the paper. */
function openCollections(paper: HTMLElement): void {
  const button = paper.querySelector<HTMLElement>(".save-to");
  if (!button?.checkVisibility()) paper.querySelector<HTMLElement>(".menu-button")?.click();
  button?.click();
}

export function leaveField(): void {
  const active = document.activeElement;
  if (active instanceof HTMLElement) (active.closest<HTMLElement>("article") ?? active).focus();
  if (active instanceof HTMLInputElement) active.blur();
}

export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !/^(radio|checkbox|range)$/.test(target.type);
}

export function focusNext(step: 1 | -1): boolean {
  const papers = [...document.querySelectorAll<HTMLElement>("#hits article")];
  const at = papers.findIndex((paper) => paper === findFocusedPaper());
  const next = papers[at === -1 ? 0 : at + step];
  if (!next) return false;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

/** Only when the paper itself has the focus: Enter on a button or a link activates that. */
export function openFocused(): boolean {
  const active = document.activeElement;
  const link = active?.matches("#hits article") ? active.querySelector<HTMLAnchorElement>("h2 a") : null;
  link?.click();
  return link !== null && link !== undefined;
}
