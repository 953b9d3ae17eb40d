/** Tracks calls in progress. */
export interface CallTracker {
  /** Returns the same promise. */
  track<Answer>(call: Promise<Answer>): Promise<Answer>;
  /** Resolves when all calls now in progress have ended. */
  untilEnded(): Promise<void>;
}

export function createCallTracker(): CallTracker {
  let inProgress = new Set<Promise<unknown>>();
  const follow = async (call: Promise<unknown>) => {
    const mine = inProgress;
    mine.add(call);
    await Promise.allSettled([call]);
    mine.delete(call);
  };
  return {
    track(call) {
      void follow(call);
      return call;
    },
    async untilEnded() {
      const earlier = inProgress;
      inProgress = new Set();
      await Promise.allSettled(earlier);
    },
  };
}
