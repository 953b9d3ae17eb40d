const name = "paperkin.search";

/** Keeps the address of the search that this tab shows, over its other pages. */
export function rememberSearch(address: string): void {
  try {
    sessionStorage.setItem(name, address);
  } catch {
    // Storage is blocked: the search is forgotten with the document.
  }
}

/** The address of the last search of this tab. */
export function recallSearch(): string | undefined {
  try {
    const address = sessionStorage.getItem(name);
    return address?.startsWith("./?") ? address : undefined;
  } catch {
    return undefined;
  }
}
