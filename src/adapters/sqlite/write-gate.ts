/** Makes writes wait while a task needs the store without them; the event loop keeps running. */
export interface WriteGate {
  /** Resolves when no task holds the writes. Waiting writes resume in the order of their arrival. */
  pass(): Promise<void>;
  /** Runs the task while writes wait. */
  hold(task: () => Promise<void>): Promise<void>;
}

export function createWriteGate(): WriteGate {
  let holding: Promise<unknown> | undefined;
  return {
    async pass() {
      while (holding) await holding;
    },
    async hold(task) {
      while (holding) await holding;
      const held = task().finally(() => (holding = undefined));
      holding = held.catch(() => undefined);
      await held;
    },
  };
}
