/** A value outside of the components that several of them show. */
export interface WatchedValue<T> {
  /** What is shown before the browser's own value is known, so that server and browser render the same. */
  readonly initial: T;
  read(): T;
  save(value: T): void;
  /** Returns a function that stops watching. */
  watch(onChange: () => void): () => void;
}

/** A value that lasts until the document is closed. */
export function createWatchedValue<T>(initial: T): WatchedValue<T> {
  const watchers = new Set<() => void>();
  let current = initial;
  return {
    initial,
    read: () => current,
    save(value) {
      current = value;
      for (const onChange of watchers) onChange();
    },
    watch(onChange) {
      watchers.add(onChange);
      return () => void watchers.delete(onChange);
    },
  };
}
