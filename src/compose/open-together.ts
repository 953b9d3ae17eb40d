import type { Embedder } from "../ports/models/embedder.js";
import type { EmbedQueue } from "../ports/ingest/embed-queue.js";
import type { LibraryOptions } from "./start-library.js";
import type { Undo } from "./undo.js";

/** Loads the model while the queue opens: the two take most of the start. If one fails, the other is closed. */
export async function openTogether(
  undo: Undo,
  { openEmbedder, openQueue }: Pick<LibraryOptions, "openEmbedder" | "openQueue">,
): Promise<[Embedder, EmbedQueue]> {
  const opening = [openEmbedder(), openQueue()] as const;
  for (const part of opening) undo.push(() => part.then((opened) => opened.close()));
  return Promise.all(opening);
}
