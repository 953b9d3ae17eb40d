import { writeBytes } from "./amounts.js";
import { createElement } from "./elements.js";

export interface UploadBar {
  readonly element: HTMLElement;
  show(bytesSent: number): void;
}

/** How much of a file has been sent, and, once all has, what the server does with it. */
export function createUploadBar(bytes: number, then: string): UploadBar {
  const progress = createElement("progress", { className: "bar", attributes: { "aria-label": "Sent" } });
  const text = createElement("p", { className: "step-facts" });
  progress.max = Math.max(1, bytes);
  progress.value = 0;
  return {
    element: createElement("div", { className: "upload" }, [progress, text]),
    show(bytesSent) {
      // The bytes of the request's frame count as sent too.
      const sent = Math.min(bytes, bytesSent);
      if (sent < bytes) progress.value = sent;
      else progress.removeAttribute("value");
      text.textContent = sent < bytes ? `${writeBytes(sent)} of ${writeBytes(bytes)} sent` : then;
    },
  };
}
