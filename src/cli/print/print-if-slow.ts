import type { Terminal } from "../../terminal/terminal.js";

const quietMs = 2_500;

/** Says what is waited for when it takes some seconds, to people only: on a terminal, and beside no JSON. */
export async function tellIfSlow<T>(
  work: Promise<T>,
  what: string,
  { terminal, json }: { readonly terminal: Terminal; readonly json: boolean | undefined },
): Promise<T> {
  const timer = json || !terminal.errors.isTTY ? undefined : setTimeout(() => terminal.note(`${what} …`), quietMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
