import type { Client } from "@opensearch-project/opensearch";

/**
 * Returns a function that makes all writes before the call visible to searches. Calls of this process share one request;
 * one that is already under way may have begun before the newest write, so a later call waits for the next.
 */
export function createRefresh(client: Client, index: string): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const refresh = async () => {
    await client.indices.refresh({ index });
  };
  const start = () => {
    const current = refresh().finally(() => {
      if (running === current) running = undefined;
    });
    running = current;
    return current;
  };
  return () => {
    if (!running) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}
