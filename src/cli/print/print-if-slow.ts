import type { Terminal } from "../../terminal/terminal.js";

const quietMs = 2_500;

export interface SlowWork {
  readonly text: string;
  readonly terminal: Terminal;
  readonly json: boolean | undefined;
}

/** Prints the text if the work takes some seconds; only on a terminal and without JSON. */
export async function printIfSlow<T>(work: Promise<T>, { text, terminal, json }: SlowWork): Promise<T> {
  const timer = json || !terminal.errors.isTTY ? undefined : setTimeout(() => terminal.note(`${text} …`), quietMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
