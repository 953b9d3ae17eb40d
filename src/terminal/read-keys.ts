import type { Readable } from "node:stream";

/** Standard input, as far as keys are read from it. */
export type KeyInput = Readable & { readonly isTTY?: boolean; setRawMode?(isRaw: boolean): unknown };

/** Reads a terminal key by key. */
export interface Keys {
  /** The next key: a character, `escape` for Escape and keys that send a sequence. Undefined when the input ends. */
  read(): Promise<string | undefined>;
  /** Reads a line in the usual way, with editing, and then keys again. */
  readLine(ask: () => Promise<string>): Promise<string>;
  /** Gives the terminal back. */
  close(): void;
}

/** Ctrl-C arrives as the key "\u0003", because the terminal no longer interprets it. */
export function openKeys(input: KeyInput): Keys {
  const waiting: string[] = [];
  let wake: (() => void) | undefined;
  let hasEnded = false;
  const take = (chunk: Buffer | string) => {
    const text = chunk.toString();
    waiting.push(...(text.startsWith("\u001b") ? ["escape"] : text));
    wake?.();
  };
  const end = () => {
    hasEnded = true;
    wake?.();
  };
  const start = () => {
    input.setRawMode?.(true);
    input.on("data", take).on("end", end);
    input.resume();
  };
  const stop = () => {
    input.off("data", take).off("end", end);
    input.setRawMode?.(false);
    input.pause();
  };
  start();
  return {
    async read() {
      while (waiting.length === 0 && !hasEnded) await new Promise<void>((resolve) => (wake = resolve));
      return waiting.shift();
    },
    async readLine(ask) {
      stop();
      try {
        return await ask();
      } finally {
        start();
      }
    },
    close: stop,
  };
}
