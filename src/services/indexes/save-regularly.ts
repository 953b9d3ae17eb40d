/** The shortest pause between two saves. */
const minPauseMs = 300_000;
/** A pause is at least so many times as long as the save before it: saving takes less than 5 % of the time at any size. */
const pausePerSave = 20;

/** How long to wait after a save that took so long. */
export function choosePause(tookMs: number): number {
  return Math.max(minPauseMs, pausePerSave * tookMs);
}

/**
 * Saves again and again, after a first pause. Changes between two saves are in the change log, from which the next start
 * reads them.
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
