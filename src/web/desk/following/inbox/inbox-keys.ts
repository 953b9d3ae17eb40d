import { findFocusedPaper, focusNext, isTextField, openFocused } from "../../../shell/keyboard.js";

/** Handles the keys of the inbox, except while a field has the focus. Returns a function that ends it. */
export function watchInboxKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTextField(event.target)) return;
    if (document.querySelector("dialog[open], :popover-open")) return;
    const handle = handlers[event.key];
    if (handle && handle() !== false) event.preventDefault();
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

const press = (name: string) => () => {
  const button = findFocusedPaper()?.querySelector<HTMLElement>(name);
  button?.click();
  return button !== undefined && button !== null;
};

const handlers: Record<string, () => unknown> = {
  j: () => focusNext(1),
  k: () => focusNext(-1),
  Enter: openFocused,
  e: press(".see"),
  s: press(".save-to"),
  z: () => {
    const undo = document.querySelector<HTMLElement>(".deed .quiet");
    undo?.click();
    return undo !== null;
  },
};
