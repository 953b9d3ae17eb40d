import type { Work } from "../../../../domain/follows/work.js";
import type { FollowContext } from "./context.js";
import { readChunk } from "./work-codec.js";

/** The works of chunks of an inbox, in the order of the chunks, at one moment. */
export async function readChunks(
  { connection, keys }: Pick<FollowContext, "connection" | "keys">,
  inbox: number,
  chunks: readonly number[],
): Promise<readonly Work[]> {
  if (chunks.length === 0) return [];
  const [texts] = (await connection.pipe([["mget", ...chunks.map((chunk) => keys.chunk(inbox, chunk))]])) as [
    (string | null)[],
  ];
  return texts.flatMap((text) => (text === null ? [] : readChunk(inbox, text)));
}
