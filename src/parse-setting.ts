/** One row of the table of settings: the table in docs/operations.md is generated from these rows. */
export interface Setting<T> {
  readonly env: string;
  readonly fallback: T;
  /** The text of the default, if it is not a plain value. */
  readonly fallbackText?: string;
  readonly help: string;
  /** It is not shown in messages, and can be given in a file, which the variable with `_FILE` at its end names. */
  readonly secret?: true;
  /** Throws an error whose message states what was expected. */
  readonly parse: (text: string) => T;
}

/** Checks that a row has the type that it gives its setting. */
export function define<T, F>(setting: {
  env: string;
  fallback: F;
  fallbackText?: string;
  help: string;
  secret?: true;
  parse: (text: string) => T;
}) {
  return setting as typeof setting & Setting<T | F>;
}

/** A text that a setting cannot be. */
export class UnexpectedText extends Error {
  /** What can be there. */
  readonly expected: string;

  constructor(expected: string) {
    super(`expected ${expected}`);
    this.expected = expected;
  }
}

export function anyText(text: string): string {
  return text;
}

export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new UnexpectedText(`a whole number from ${min} to ${max}`);
    }
    return value;
  };
}

export function autoOr<T>(parse: (text: string) => T): (text: string) => T | "auto" {
  return (text) => {
    if (text.toLowerCase() === "auto") return "auto";
    try {
      return parse(text);
    } catch (error) {
      throw error instanceof UnexpectedText ? new UnexpectedText(`auto or ${error.expected}`) : error;
    }
  };
}

export function oneOf<T extends string>(...words: readonly T[]): (text: string) => T {
  return (text) => {
    const word = words.find((known) => known === text.toLowerCase());
    if (word === undefined) throw new UnexpectedText(`${words.slice(0, -1).join(", ")} or ${words.at(-1)}`);
    return word;
  };
}

export function matching(pattern: RegExp, expected: string): (text: string) => string {
  return (text) => {
    if (!pattern.test(text)) throw new UnexpectedText(`${expected}`);
    return text;
  };
}

export function urlOf(...protocols: string[]): (text: string) => string {
  return (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !protocols.includes(url.protocol))
      throw new UnexpectedText(`an address that begins with ${protocols.join("// or ")}//`);
    return text.replace(/\/$/, "");
  };
}

/** A mail address, alone or in angle brackets after a name. */
export function senderOf(text: string): string {
  if (/^(?:[^<>@\p{Cc}]*<)?[^\s<>@,;"]+@[^\s<>@,;"]+>?$/u.test(text) && text.includes("<") === text.includes(">"))
    return text;
  throw new UnexpectedText("an address such as news@example.org or Paper news <news@example.org>");
}

export function yesOrNo(text: string): boolean {
  if (/^(1|true|yes|on)$/i.test(text)) return true;
  if (/^(0|false|no|off)$/i.test(text)) return false;
  throw new UnexpectedText("1 or 0");
}

/** Commas or line breaks, as in files, separate the items. */
export function commaList(text: string): readonly string[] {
  return text
    .split(/[,\r\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** At least one item, each as `parse` wants it. */
export function listOf<T>(parse: (text: string) => T): (text: string) => readonly T[] {
  return (text) => {
    const items = commaList(text).map(parse);
    if (items.length === 0) throw new UnexpectedText("at least one item");
    return items;
  };
}

/** Origins as browsers send them; `*` for all. */
export function originList(text: string): readonly string[] {
  return commaList(text).map((item) => {
    const url = URL.canParse(item) ? new URL(item) : undefined;
    if (item === "*") return item;
    if (url && /^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === "") return url.origin;
    throw new UnexpectedText("* or origins such as https://example.org");
  });
}

/** A path without the slash at its end; none for `/`. */
export function pathPrefix(text: string): string {
  const path = text.replace(/(?<!\/)\/+$/, "");
  if (path === "" || /^(?:\/(?!\.*(?:\/|$))[\w.~-]+)+$/.test(path)) return path;
  throw new UnexpectedText("a path such as /papers");
}
