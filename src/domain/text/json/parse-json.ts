import { describeError } from "../../../errors.js";

/** The value of a JSON text; undefined if it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Levels of lists and objects in one value; records of other services have up to about ten. */
export const maxJsonLevels = 100;

/**
 * Parses the JSON of others. Throws an `Error` that says what is wrong with it, also for deeper nesting than
 * `maxJsonLevels`: what walks through a value calls itself for each level.
 */
export function parseForeignJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (isNestedTooDeep(value)) throw new Error(`it is nested more than ${maxJsonLevels} levels deep`);
  return value;
}

/** Level by level, without recursion. */
export function isNestedTooDeep(value: unknown): boolean {
  let level = [value].filter(isObject);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > maxJsonLevels) return true;
    level = level.flatMap((one) => Object.values(one).filter(isObject));
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** What is wrong with a text that is no JSON, as the parser says it, with the place counted from 1. */
export function describeJsonError(error: unknown): string {
  const said = describeError(error);
  const place = /in JSON at position (\d+)/.exec(said)?.[1];
  const message = said
    .replace(/,? ?(?:in JSON|"[^]*" is not valid JSON|\.\.\.[^]*is not valid JSON)[^]*$/, "")
    .replace(/,$/, "");
  return `${message.charAt(0).toLowerCase()}${message.slice(1)}${place === undefined ? "" : `, at character ${Number(place) + 1}`}`;
}
