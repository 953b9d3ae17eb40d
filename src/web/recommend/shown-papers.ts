/** How often the page shows each paper with a mark that says whether it is saved. */
const shown = new Map<string, number>();

export function listShown(): string[] {
  return [...shown.keys()];
}

/** Returns a function that forgets it again. */
export function addShown(id: string): () => void {
  shown.set(id, (shown.get(id) ?? 0) + 1);
  return () => {
    const left = (shown.get(id) ?? 1) - 1;
    if (left === 0) shown.delete(id);
    else shown.set(id, left);
  };
}
