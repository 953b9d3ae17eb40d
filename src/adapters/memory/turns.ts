import type { Turns } from "../../ports/ingest/turns.js";

/** Turns of an engine that only one process uses: its holder cannot die alone. */
export function createMemoryTurns(): Turns {
  const held = new Set<string>();
  const given = new Map<string, number>();
  const { signal } = new AbortController();
  return {
    async withTurn(name, task) {
      if (held.has(name)) return undefined;
      const fence = (given.get(name) ?? 0) + 1;
      given.set(name, fence);
      held.add(name);
      try {
        return await task({ fence, signal });
      } finally {
        held.delete(name);
      }
    },
  };
}
