const storageName = "paperkin.apiKey";

// Kept here too, because a browser that blocks storage throws on every access.
let currentKey: string | undefined;

/** The key is kept for as long as the tab is open. */
export function readApiKey(): string | undefined {
  try {
    return sessionStorage.getItem(storageName) ?? currentKey;
  } catch {
    return currentKey;
  }
}

export function saveApiKey(key: string | undefined): void {
  currentKey = key;
  try {
    if (key === undefined) sessionStorage.removeItem(storageName);
    else sessionStorage.setItem(storageName, key);
  } catch {
    // Storage is blocked: the variable keeps the key until the page is closed.
  }
}
