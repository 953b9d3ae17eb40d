/** Lets at most `width` pieces of work run at a time, in the order in which they came. */
export interface EmbedGate {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Pieces that wait for their turn. */
  readonly waiting: number;
  /** Resolves when nothing runs or waits any more. */
  untilEmpty(): Promise<void>;
}

export function createEmbedGate(width: number): EmbedGate {
  const turns: (() => void)[] = [];
  const listeners: (() => void)[] = [];
  let running = 0;
  const enter = async () => {
    if (running < width) running += 1;
    else await new Promise<void>((resolve) => turns.push(resolve));
  };
  /** Whoever leaves hands its place on. */
  const leave = () => {
    const next = turns.shift();
    if (next) return next();
    running -= 1;
    if (running === 0) for (const listener of listeners.splice(0)) listener();
  };
  return {
    get waiting() {
      return turns.length;
    },
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
    untilEmpty: async () => (running === 0 ? undefined : new Promise((resolve) => listeners.push(resolve))),
  };
}
