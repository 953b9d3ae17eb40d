/** Has writes wait while something needs the store without them; the event loop goes on. */
export interface WriteGate {
  /** Resolves when nothing holds writes. Writes go on in the order in which they came. */
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
