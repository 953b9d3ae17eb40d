import { writeBytes } from "../shared/amounts.js";
import { createElement } from "../shared/elements.js";

export interface UploadBar {
  readonly element: HTMLElement;
  show(bytesSent: number): void;
}

/** How much of a file has been sent, and, once all has, what the server does with it. */
export function createUploadBar(bytes: number, then: string): UploadBar {
  const progress = createElement("progress", { className: "bar", attributes: { "aria-label": "Sent" } });
  const text = createElement("p", { className: "step-facts" });
  progress.max = Math.max(1, bytes);
  const show = (bytesSent: number) => {
    if (bytesSent < bytes) progress.value = bytesSent;
    else progress.removeAttribute("value");
    text.textContent = bytesSent < bytes ? `${writeBytes(bytesSent)} of ${writeBytes(bytes)} sent` : then;
  };
  show(0);
  return { element: createElement("div", { className: "upload" }, [progress, text]), show };
}
