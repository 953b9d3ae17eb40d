/** The next save comes this long after the last one at the earliest. */
const leastPauseMs = 300_000;
/** A pause is at least so many times as long as the save before it: saving takes less than 5 % of the time at any size. */
const pausePerSave = 20;

/** How long to wait after a save that took so long. */
export function choosePause(tookMs: number): number {
  return Math.max(leastPauseMs, pausePerSave * tookMs);
}

/**
 * Saves again and again, beginning after a pause. What comes between two saves is in the change log, from which the next
 * start reads it.
 * @param save must not reject
 * @returns ends it; a save under way goes on
 */
export function saveRegularly(save: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout;
  let ended = false;
  const saveThenWait = async () => {
    const startMs = performance.now();
    await save();
    if (!ended) waitThenSave(choosePause(performance.now() - startMs));
  };
  const waitThenSave = (pauseMs: number) => {
    timer = setTimeout(() => void saveThenWait(), pauseMs);
  };
  waitThenSave(leastPauseMs);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
