import { formatBytes } from "../../domain/text/amounts.js";
import { createElement } from "../shared/elements.js";

export interface UploadBar {
  readonly element: HTMLElement;
  show(bytesSent: number): void;
}

/** Shows how much of a file has been sent and, once all of it has, what the server is doing. */
export function createUploadBar(bytes: number, nextStep: string): UploadBar {
  const progress = createElement("progress", { className: "bar", attributes: { "aria-label": "Upload" } });
  const text = createElement("p", { className: "step-facts" });
  progress.max = Math.max(1, bytes);
  const show = (bytesSent: number) => {
    if (bytesSent < bytes) progress.value = bytesSent;
    else progress.removeAttribute("value");
    text.textContent = bytesSent < bytes ? `${formatBytes(bytesSent)} of ${formatBytes(bytes)} sent` : nextStep;
  };
  show(0);
  return { element: createElement("div", { className: "upload" }, [progress, text]), show };
}
