import { call } from "../../shared/server.js";
import { createWatchedValue } from "../../shared/watched-value.js";

/** New papers of the inbox; `undefined` until the server has told. */
export const newMatches = createWatchedValue<number | undefined>(undefined);

let asked: Promise<void> | undefined;

/** Asks once for each document; without an answer, there is no number. */
export function countNewMatches(): void {
  asked ??= call("GET /v1/inbox", { query: { new: true, limit: 1 } }).then(
    ({ new: count }) => newMatches.save(count),
    () => undefined,
  );
}
