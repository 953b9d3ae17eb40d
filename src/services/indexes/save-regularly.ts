/** The shortest pause between two saves. */
const minPauseMs = 300_000;
/** The minimum pause as a multiple of the last save's duration, so that saving takes less than 5 % of the time. */
const pausePerSave = 20;

/** Returns the pause after a save of this duration. */
export function choosePause(tookMs: number): number {
  return Math.max(minPauseMs, pausePerSave * tookMs);
}

/**
 * Saves repeatedly, after a first pause. The next start reads changes since the last save from the change log.
 *
 * @param save must not reject
 * @returns stops further saves; a save in progress completes
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
  waitThenSave(minPauseMs);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
