import { loadView, type Answer } from "./load-view.js";
import { formatView, readView, type View } from "../shell/view-address.js";

/*
 * Sends the request for the document's address as soon as this module runs. The document loads it separately, before
 * the rest of the page, so that the request is in progress while the browser still loads the styles and the other
 * scripts.
 */
const view = readView(location.search);
let early = view.kind === "home" ? undefined : { address: formatView(view), answer: loadView(view, noSignal()) };
// The caller of takeEarlyAnswer handles a failure; without a caller, it is not an unhandled rejection.
early?.answer.catch(() => undefined);

/** The answer for the view that the document was opened with, once; `undefined` for any other view. */
export function takeEarlyAnswer(wanted: View): Promise<Answer> | undefined {
  const taken = early;
  early = undefined;
  return taken?.address === formatView(wanted) ? taken.answer : undefined;
}

function noSignal(): AbortSignal {
  return new AbortController().signal;
}
