import type { CallOptions } from "../../domain/concurrency/call-options.js";
import type { Operations } from "../../operations/index.js";
import { type DirectReads, directReads } from "../../operations/direct-reads.js";
import type { Services } from "../../services/services.js";
import type { Handlers } from "../handler.js";

type ReadHandlers = Handlers<Pick<Operations, keyof DirectReads<Services>>>;

/** Handlers of the reads that map directly to one service. Other handlers of the same name take precedence. */
export function createReadHandlers(services: Services): ReadHandlers {
  const byName = services as unknown as Readonly<
    Record<string, (query: unknown, options: CallOptions) => Promise<unknown>>
  >;
  const handlers = directReads.map(({ name }) => [
    name,
    ({ query, signal }: { readonly query: unknown; readonly signal: AbortSignal }) => byName[name]?.(query, { signal }),
  ]);
  return Object.fromEntries(handlers) as unknown as ReadHandlers;
}
