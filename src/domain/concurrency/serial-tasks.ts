/** Runs tasks one after another, in the order of the calls, whatever became of the one before. */
export function createSerialRunner(): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}

/**
 * Runs a task once for all calls that came before it began; calls that come while it runs share the next run, because
 * the one under way may already have passed what they want done.
 */
export function coalesceRuns(task: () => Promise<void>): () => Promise<void> {
  const inOrder = createSerialRunner();
  let waiting: Promise<void> | undefined;
  return () => {
    waiting ??= inOrder(() => {
      waiting = undefined;
      return task();
    });
    return waiting;
  };
}
