import type { CallOptions } from "../../domain/concurrency/call-options.js";

export interface WebhookCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `gone`: the program says that it wants no more calls. `waitMs`: how long it asks us to wait, at least. */
export type CallOutcome =
  | { readonly outcome: "taken" }
  | { readonly outcome: "later"; readonly reason: string; readonly waitMs?: number }
  | { readonly outcome: "gone"; readonly reason: string };

/** Posts to addresses that readers name. */
export interface WebhookCaller {
  /** Throws `bad_input` for an address that no setting allows: another protocol, or a private address written out. */
  check(url: string): void;
  /**
   * Follows no redirects, connects to no private address whatever a name resolves to, waits 10 s and reads 4 KB of an
   * answer that is no 2xx, nothing of one that is. Never rejects.
   */
  call(call: WebhookCall, options?: CallOptions): Promise<CallOutcome>;
  close(): Promise<void>;
}
