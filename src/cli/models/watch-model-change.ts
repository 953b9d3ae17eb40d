import { setTimeout as delay } from "node:timers/promises";
import type { ModelsAnswer } from "../../domain/models/change.js";
import { AppError } from "../../errors.js";
import type { PaperLibrary } from "../context.js";
import { formatCount } from "../../domain/text/amounts.js";
import { createProgress, createRate } from "../../terminal/progress.js";
import type { Terminal } from "../../terminal/terminal.js";

const pauseMs = 250;

export interface Watch {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/**
 * Shows the progress of the next model until it is ready or the signal aborts. Throws `unavailable` if the change
 * fails.
 */
export async function watchModelChange(
  library: Pick<PaperLibrary, "readModels">,
  { terminal, signal }: Watch,
): Promise<ModelsAnswer> {
  const progress = createProgress({ stream: terminal.errors, label: "Embedding" });
  const rate = createRate();
  try {
    for (;;) {
      const models = await library.readModels();
      const { otherModel } = models;
      if (signal.aborted || otherModel?.state !== "embedding") return models;
      const { id, embedded, missing, failed, failure } = otherModel;
      if (failure !== undefined)
        throw new AppError("unavailable", `The change to ${id} failed and is retried: ${failure}`);
      const [done, total] = [embedded + failed, embedded + failed + missing];
      const text = `${formatCount(done)} of ${formatCount(total)} with ${id}  ${rate(done, total)}`;
      progress.update({ done, total, text });
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    progress.end();
  }
}

/** Resolves when the other model is deleted. */
export async function watchDrop(library: Pick<PaperLibrary, "readModels">): Promise<ModelsAnswer> {
  for (;;) {
    const models = await library.readModels();
    if (models.otherModel?.state !== "dropping") return models;
    await delay(pauseMs);
  }
}
