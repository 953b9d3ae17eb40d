import { loadView, type Answer } from "./load-view.js";
import { formatView, readView, type View } from "../shell/view-address.js";

/*
 * Asks for what the document's address says as soon as this module runs. The document loads it by itself, ahead of the
 * page: the answer is on its way while the browser still reads styles and builds the page.
 */
const view = readView(location.search);
let early = view.kind === "home" ? undefined : { address: formatView(view), answer: loadView(view, noSignal()) };
// Whoever takes the answer hears of a failure; one that nobody takes has none to tell.
early?.answer.catch(() => undefined);

/** The answer to the view with which the document was opened, once; undefined for every other one. */
export function takeEarlyAnswer(wanted: View): Promise<Answer> | undefined {
  const taken = early;
  early = undefined;
  return taken?.address === formatView(wanted) ? taken.answer : undefined;
}

function noSignal(): AbortSignal {
  return new AbortController().signal;
}
