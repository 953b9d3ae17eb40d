import { isTextField } from "../../../shell/keyboard.js";
import type { ScreeningActions } from "./create-screening.js";
import type { Panel } from "./decision-bar.js";

interface ScreeningKeys {
  readonly actions: ScreeningActions;
  readonly openPanel: (panel: Panel | undefined) => void;
}

/** Handles the keys of screening, except while a field has the focus. Returns a function that ends it. */
export function watchScreeningKeys({ actions, openPanel }: ScreeningKeys): () => void {
  const handlers: Readonly<Record<string, () => void>> = {
    i: () => actions.decide("include"),
    e: () => openPanel("reason"),
    s: actions.skip,
    u: actions.undo,
    z: actions.undo,
    n: () => openPanel("note"),
    Escape: () => openPanel(undefined),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (document.querySelector("dialog[open]")) return;
    const isTyped = isTextField(event.target) && event.key !== "Escape";
    const handle = isTyped ? undefined : handlers[event.key];
    if (!handle) return;
    event.preventDefault();
    handle();
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}
