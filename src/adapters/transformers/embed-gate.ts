/** Runs at most `width` pieces of work at a time, in the order of their arrival. */
export interface EmbedGate {
  run<T>(work: () => Promise<T>, texts?: number): Promise<T>;
  /** Number of waiting texts: one for each piece of work, unless it states another number. */
  readonly waiting: number;
  /** Resolves when nothing is running or waiting. */
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
  /** A finished piece of work passes its place on. */
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
