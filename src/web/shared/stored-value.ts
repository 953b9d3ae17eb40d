import { createWatchedValue, type WatchedValue } from "./watched-value.js";

export interface StorageFormat<T> {
  readonly name: string;
  readonly initial: T;
  /** Must accept any text. */
  readonly parse: (text: string | null) => T;
  /** `undefined` removes the value. */
  readonly format: (value: T) => string | undefined;
}

/** A value that the browser keeps. A change in one tab is seen by the others. */
export function createStoredValue<T>({ name, initial, parse, format }: StorageFormat<T>): WatchedValue<T> {
  const value = createWatchedValue(initial);
  let isRead = false;
  const read = () => {
    if (isRead) return;
    isRead = true;
    try {
      value.save(parse(localStorage.getItem(name)));
      addEventListener("storage", ({ key, newValue }) => {
        if (key === name || key === null) value.save(parse(newValue));
      });
    } catch {
      // Storage is blocked: the value lasts until the document is closed.
    }
  };
  return {
    ...value,
    read() {
      read();
      return value.read();
    },
    save(next) {
      read();
      value.save(next);
      try {
        const text = format(next);
        if (text === undefined) localStorage.removeItem(name);
        else localStorage.setItem(name, text);
      } catch {
        // As above.
      }
    },
  };
}
