const storageName = "paperkin.apiKey";

// Held here too, because a browser that blocks storage throws at every access to it.
let heldKey: string | undefined;

/** The key lives as long as the tab. */
export function readApiKey(): string | undefined {
  try {
    return sessionStorage.getItem(storageName) ?? heldKey;
  } catch {
    return heldKey;
  }
}

export function saveApiKey(key: string | undefined): void {
  heldKey = key;
  try {
    if (key === undefined) sessionStorage.removeItem(storageName);
    else sessionStorage.setItem(storageName, key);
  } catch {
    // The variable above serves for as long as the page stays open.
  }
}
