/*
 * The server keeps the key for this browser, in a cookie that scripts cannot read (`POST /v1/session`). A script sees
 * only the cookie beside it, which says that there is a session.
 */

// For a browser that takes no cookies: until the page is closed, and nowhere else.
let heldKey: string | undefined;
let wasRefused = false;

/** The key to send with a request; `undefined` where the cookie says enough. */
export function readApiKey(): string | undefined {
  return heldKey;
}

/** Whether the last key that the reader gave was wrong. */
export function isKeyRefused(): boolean {
  return wasRefused;
}

/** Whether this browser has a session, in any of its tabs. */
export function hasSession(): boolean {
  const name = location.port === "" ? String.raw`paperkin_session(?:_\d+)?` : `paperkin_session_${location.port}`;
  return new RegExp(`(?:^|; )${name}_open=`).test(document.cookie);
}

/** Dispatched on the window when a session has begun or a key was refused. */
export const sessionEvent = "paperkin-session";

/** Exchanges a key for a session. Other failures than a wrong key show in the next request. */
export async function openSession(key: string): Promise<void> {
  heldKey = undefined;
  const answer = await send("POST", { authorization: `Bearer ${key}` });
  wasRefused = answer?.status === 401;
  if (answer?.ok && !hasSession()) heldKey = key;
  dispatchEvent(new Event(sessionEvent));
}

export async function closeSession(): Promise<void> {
  heldKey = undefined;
  await send("DELETE");
}

function send(method: string, headers: Record<string, string> = {}): Promise<Response | undefined> {
  return fetch("v1/session", { method, headers }).catch(() => undefined);
}
