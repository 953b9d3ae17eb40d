import { callThrough } from "./server.js";

/** Ids that are not sent yet. */
const waiting = new Set<string>();
/** What is opened in the meantime is sent together. */
const pauseMs = 3_000;
/** The API's limit for one call. */
const maxIds = 50;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Counts a paper as opened; the server keeps how often, never by whom. What cannot be sent is not counted. */
export function countOpened(id: string): void {
  waiting.add(id);
  timer ??= setTimeout(send, pauseMs);
}

/** Counts papers whose card is unfolded or whose links are followed, and sends what waits when the page is left. */
export function watchOpened(): void {
  document.addEventListener(
    "click",
    ({ target }) => {
      if (!(target instanceof Element) || !target.closest("a.external, .unfold[aria-expanded=false]")) return;
      const id = target.closest<HTMLElement>("[data-id]")?.dataset["id"];
      if (id !== undefined) countOpened(id);
    },
    true,
  );
  addEventListener("pagehide", send);
}

function send(): void {
  clearTimeout(timer);
  timer = undefined;
  const ids = [...waiting].slice(0, maxIds);
  waiting.clear();
  if (ids.length === 0) return;
  // Reaches the server even while the page closes.
  const call = callThrough((input, init) => fetch(input, { ...init, keepalive: true }));
  call("POST /v1/opened", { body: { ids } }).catch(() => undefined);
}
