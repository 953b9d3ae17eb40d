/** Time that several steps share. */
export interface TimeLimit {
  /** Resolves to `undefined` for what is not there once the time is over. */
  wait<Result>(work: Promise<Result> | undefined): Promise<Result | undefined>;
  end(): void;
}

/** A reader would rather see the page at once, and what is on it a little later. */
export const answerMs = 1_000;

export function startLimit(ms: number): TimeLimit {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return {
    wait: (work) => Promise.race([work, over]),
    end: () => clearTimeout(timer),
  };
}
