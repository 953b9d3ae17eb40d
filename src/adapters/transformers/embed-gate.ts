/** Lets at most `width` pieces of work run at a time, in the order in which they came. */
export interface EmbedGate {
  run<T>(work: () => Promise<T>, texts?: number): Promise<T>;
  /** Texts that wait for their turn: one for each piece of work, unless it says how many it has. */
  readonly waiting: number;
  /** Resolves when nothing runs or waits any more. */
  untilEmpty(): Promise<void>;
}

export function createEmbedGate(width: number): EmbedGate {
  const turns: { readonly texts: number; readonly begin: () => void }[] = [];
  const listeners: (() => void)[] = [];
  let running = 0;
  let waiting = 0;
  const enter = async (texts: number) => {
    if (running < width) running += 1;
    else {
      waiting += texts;
      await new Promise<void>((begin) => turns.push({ texts, begin }));
    }
  };
  /** Whoever leaves hands its place on. */
  const leave = () => {
    const next = turns.shift();
    if (next) {
      waiting -= next.texts;
      return next.begin();
    }
    running -= 1;
    if (running === 0) for (const listener of listeners.splice(0)) listener();
  };
  return {
    get waiting() {
      return waiting;
    },
    async run(work, texts = 1) {
      await enter(texts);
      try {
        return await work();
      } finally {
        leave();
      }
    },
    untilEmpty: async () => (running === 0 ? undefined : new Promise((resolve) => listeners.push(resolve))),
  };
}
