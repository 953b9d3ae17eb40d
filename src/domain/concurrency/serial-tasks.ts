/** Runs tasks one after another in the order of the calls, even after one fails. */
export function createSerialRunner(): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}

/**
 * Runs a task once for all calls made before it starts. Calls made while it runs share the next run, because the
 * current run may already be past the point that they need.
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
