import type { Ordinal } from "../../../../domain/paper/paper.js";
import type { FollowContext } from "./context.js";
import { toRow } from "./rows.js";

/** Where papers with these ids are in an inbox; others are left out. */
export async function findRows(
  { connection, keys, papers }: FollowContext,
  inbox: number,
  ids: readonly string[],
): Promise<readonly { readonly ordinal: Ordinal; readonly row: number }[]> {
  const ordinals = [...new Set((await papers.findOrdinals(ids)).values())];
  const places = await connection.pipe(ordinals.map((ordinal) => ["hget", keys.places(ordinal), inbox]));
  return ordinals.flatMap((ordinal, at) =>
    places[at] === null ? [] : [{ ordinal, row: toRow(inbox, Number(places[at])) }],
  );
}
