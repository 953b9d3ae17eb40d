/** One of the server's keys, and the name of the reader who has it. */
export interface NamedKey {
  readonly key: string;
  readonly name?: string;
}

/** The reader of a server without keys, and of a data folder that a command opens. */
export const localReader = "local";

const minKeyLength = 8;

/**
 * Reads `name=key`. Anything else is a key without a name, also one that ends with the signs of Base64: what follows a
 * name is at least eight characters long.
 */
export function readNamedKey(entry: string): NamedKey {
  const at = entry.indexOf("=");
  const [name, key] = [entry.slice(0, at), entry.slice(at + 1)];
  return at > 0 && /^[a-z][a-z0-9_.-]{0,39}$/i.test(name) && key.length >= minKeyLength
    ? { name, key }
    : { key: entry };
}
