import { describeError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";
import type { VectorIndex } from "../../ports/vectors/vector-index.js";

/** Saves the index first. One that cannot be saved is brought up to date from the store at the next start. */
export async function closeIndex(index: KeywordIndex | VectorIndex, logger: Logger): Promise<void> {
  await index
    .save()
    .catch((error: unknown) => logger.error({ reason: describeError(error) }, "An index was not saved."));
  await index.close();
}
