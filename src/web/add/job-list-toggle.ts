import { createElement } from "../shared/elements.js";

export interface ListToggle {
  readonly button: HTMLButtonElement;
  readonly panel: HTMLElement;
}

export interface ListToggleOptions {
  readonly id: string;
  readonly className: string;
  /** Loads the list each time it is opened. */
  readonly load: () => Promise<readonly HTMLElement[]>;
  /** Empty when the list opens. */
  readonly onProblem: (text: string) => void;
}

/** A button that shows and hides a list below the job. */
export function createListToggle({ id, className, load, onProblem }: ListToggleOptions): ListToggle {
  const panel = createElement("div", { className: "job-failures", attributes: { id } });
  panel.hidden = true;
  const button = createElement("button", {
    className,
    attributes: { type: "button", "aria-expanded": "false", "aria-controls": id },
  });
  const toggle = async () => {
    const opens = panel.hidden;
    panel.hidden = !opens;
    button.setAttribute("aria-expanded", String(opens));
    if (!opens) return;
    onProblem("");
    try {
      panel.replaceChildren(...(await load()));
    } catch {
      onProblem("The list could not be loaded.");
    }
  };
  button.addEventListener("click", () => void toggle());
  return { button, panel };
}
