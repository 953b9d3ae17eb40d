import { readNestedNames } from "../person/nested-names.js";
import { isFields } from "../sources/json-shapes.js";

/** What an object of JSON holds, by path: the names of keys from the outermost in, joined by dots. */
export type JsonPaths = ReadonlyMap<string, JsonCell>;

export interface JsonCell {
  readonly values: readonly string[];
  /** Whether the values are those of the items of a list. */
  readonly isList: boolean;
}

/**
 * The values of an object by their paths: `bibjson.title` is a value of an object within it, and `authors.name` has the
 * one of each object in a list. A list of names with their parts is also a value as a whole, written as JSON.
 */
export function readPaths(record: unknown): JsonPaths {
  const found = new Map<string, { readonly values: string[]; isList: boolean }>();
  const add = (path: string, { text, isList }: { readonly text: string; readonly isList: boolean }) => {
    const cell = found.get(path);
    if (!cell) found.set(path, { values: [text], isList });
    else {
      cell.values.push(text);
      cell.isList = true;
    }
  };
  const walk = (value: unknown, { path, isList }: { readonly path: string; readonly isList: boolean }): void => {
    if (Array.isArray(value)) {
      if (hasNames(value)) add(path, { text: JSON.stringify(value), isList: false });
      for (const item of value) walk(item, { path, isList: true });
    } else if (isFields(value)) {
      for (const [key, inner] of Object.entries(value))
        walk(inner, { path: path === "" ? key : `${path}.${key}`, isList });
    } else if (value !== null && value !== undefined && path !== "")
      add(path, { text: String(value as string | number | boolean), isList });
  };
  walk(record, { path: "", isList: false });
  return found;
}

/** Whether the objects in a list are persons, by the keys that name their parts. */
function hasNames(list: readonly unknown[]): boolean {
  return list.some(isFields) && (readNestedNames(JSON.stringify(list)) ?? []).length > 0;
}
