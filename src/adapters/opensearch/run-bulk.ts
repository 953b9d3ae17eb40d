import type { Client } from "@opensearch-project/opensearch";
import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "../../errors.js";
import { explainAction } from "./to-app-error.js";

/** A write of one document. To be indexed without a condition, it must not exist; `put` has no condition. */
export type BulkAction =
  | { readonly kind: "put"; readonly index: string; readonly id: string; readonly source: object }
  | {
      readonly kind: "index";
      readonly index: string;
      readonly id: string;
      readonly source: object;
      readonly at?: Place;
    }
  | { readonly kind: "delete"; readonly index: string; readonly id: string; readonly at?: Place };

/** The state of a document that was read: a write for it fails if the document has changed since. */
export interface Place {
  readonly seqNo: number;
  readonly primaryTerm: number;
}

/** `conflict`: the document has changed, or exists already. `missing`: there was nothing to delete. */
export type ActionResult =
  | { readonly kind: "done"; readonly at: Place }
  | { readonly kind: "conflict" }
  | { readonly kind: "missing" }
  | { readonly kind: "refused"; readonly error: AppError };

/** Actions of one request. */
const maxActions = 200;
/** A node that has too much to do is asked again so often, after 50 ms, then twice as long each time. */
const maxAttempts = 6;
const firstWaitMs = 50;

/** The results in the order of the actions. Throws only if the cluster cannot be asked at all. */
export async function runBulk(client: Client, actions: readonly BulkAction[]): Promise<readonly ActionResult[]> {
  const results: ActionResult[] = [];
  for (let from = 0; from < actions.length; from += maxActions)
    results.push(...(await runPatiently(client, actions.slice(from, from + maxActions))));
  return results;
}

/** The first refusal among results is an error of the call. */
export function throwRefusal(results: readonly ActionResult[]): void {
  for (const result of results) if (result.kind === "refused") throw result.error;
}

async function runPatiently(client: Client, actions: readonly BulkAction[]): Promise<ActionResult[]> {
  const results: ActionResult[] = [];
  let left = [...actions.keys()];
  for (let attempt = 1; left.length > 0; attempt += 1) {
    const items = await send(
      client,
      left.map((at) => actions[at]!),
    );
    const busy: number[] = [];
    for (const [place, at] of left.entries()) {
      const item = items[place]!;
      if (item.status === tooMany && attempt < maxAttempts) busy.push(at);
      else results[at] = toResult(actions[at]!, item);
    }
    left = busy;
    if (left.length > 0) await wait(firstWaitMs * 2 ** (attempt - 1) * (0.5 + Math.random()));
  }
  return results;
}

const tooMany = 429;

interface BulkItem {
  readonly status: number;
  readonly error?: unknown;
  readonly _seq_no?: number;
  readonly _primary_term?: number;
}

async function send(client: Client, actions: readonly BulkAction[]): Promise<BulkItem[]> {
  const { body } = await client.bulk({ body: actions.flatMap(toLines) });
  return body.items.map((item) => Object.values(item)[0] as BulkItem);
}

function toLines(action: BulkAction): Record<string, unknown>[] {
  const { kind, index, id } = action;
  const head = { _index: index, _id: id };
  if (kind === "put") return [{ index: head }, action.source as Record<string, unknown>];
  const { at } = action;
  Object.assign(head, at && { if_seq_no: at.seqNo, if_primary_term: at.primaryTerm });
  if (kind === "delete") return [{ delete: head }];
  return [{ [at ? "index" : "create"]: head }, action.source as Record<string, unknown>];
}

function toResult({ index, id }: BulkAction, item: BulkItem): ActionResult {
  const { status, error, _seq_no: seqNo, _primary_term: primaryTerm } = item;
  if (status === 409) return { kind: "conflict" };
  if (status === 404 && error === undefined) return { kind: "missing" };
  if (error === undefined) return { kind: "done", at: { seqNo: seqNo!, primaryTerm: primaryTerm! } };
  const { reason = "no reason given" } = error as { readonly reason?: string };
  return {
    kind: "refused",
    error:
      explainAction(status, error) ??
      new AppError("internal", `OpenSearch refused the document ${id} of ${index}: ${reason}`, { cause: error }),
  };
}
