/**
 * Turns a function of many items into one of a single item: calls in the same turn of the event loop are passed on
 * together. The results are in the order of the items; an error is that of every call in the group.
 */
export function groupCalls<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  let group: { readonly items: Item[]; readonly results: Promise<readonly Result[]> } | undefined;
  const start = () => {
    const items: Item[] = [];
    const results = Promise.resolve().then(() => {
      group = undefined;
      return run(items);
    });
    return { items, results };
  };
  return async (item) => {
    const { items, results } = (group ??= start());
    const at = items.push(item) - 1;
    return (await results)[at]!;
  };
}
