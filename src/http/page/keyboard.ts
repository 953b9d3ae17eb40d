import { findPart } from "./elements.js";

export interface KeyboardEvents {
  readonly onBox: () => void;
  readonly onSimilar: (id: string) => void;
  readonly onBack: () => void;
}

/** `/` to the box, `j` and `k` from paper to paper, `Enter` opens one, `s` finds similar ones, `Esc` goes back. */
export function watchKeyboard(events: KeyboardEvents): void {
  const box = findPart("query", HTMLInputElement);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const handle = isTextField(event.target) ? chooseInField(event.key) : chooseOnPage(event.key);
    if (!handle) return;
    if (handle() !== false) event.preventDefault();
  });

  /** A handler that returns false leaves the key to the browser. */
  type Handler = () => boolean | void;
  const leaveField = () => {
    const active = document.activeElement;
    if (active instanceof HTMLElement) (active.closest<HTMLElement>("article") ?? active).focus();
    if (active instanceof HTMLInputElement) active.blur();
  };
  function chooseInField(key: string): Handler | undefined {
    if (key === "Escape") return leaveField;
    return key === "ArrowDown" && document.activeElement === box ? () => focusNext(1) : undefined;
  }
  function chooseOnPage(key: string): Handler | undefined {
    const id = findFocusedPaper()?.dataset["id"];
    const handlers: Record<string, Handler> = {
      "/": events.onBox,
      j: () => focusNext(1),
      k: () => focusNext(-1),
      Enter: openFocused,
      Escape: events.onBack,
      ...(id === undefined ? {} : { s: () => events.onSimilar(id) }),
    };
    return handlers[key];
  }
}

export function findFocusedPaper(): HTMLElement | undefined {
  return document.activeElement?.closest<HTMLElement>("article.paper") ?? undefined;
}

function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && target.type !== "radio";
}

function focusNext(step: 1 | -1): boolean {
  const papers = [...document.querySelectorAll<HTMLElement>("#hits article.paper")];
  const at = papers.findIndex((paper) => paper === findFocusedPaper());
  const next = papers[at === -1 ? 0 : at + step];
  if (!next) return false;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

/** Only when the paper itself has the focus: Enter on a button or a link is theirs. */
function openFocused(): boolean {
  const active = document.activeElement;
  const link = active?.matches("article.paper") ? active.querySelector<HTMLAnchorElement>("h2 a") : null;
  link?.click();
  return link !== null;
}
