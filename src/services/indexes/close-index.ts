import { describeError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";
import type { VectorIndex } from "../../ports/vectors/vector-index.js";

/** Saves and closes the index. If saving fails, the next start updates the index from the store. */
export async function closeIndex(index: KeywordIndex | VectorIndex, logger: Logger): Promise<void> {
  await index
    .save()
    .catch((error: unknown) => logger.error({ reason: describeError(error) }, "An index was not saved."));
  await index.close();
}
