export interface WebhookCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Posts to addresses that readers name. */
export interface WebhookCaller {
  /** Throws `bad_input` for an address that no setting allows: another protocol, or a private address written out. */
  check(url: string): void;
  /**
   * Resolves with the reason why it was not delivered, or `undefined`. Follows no redirects, connects to no private address
   * whatever a name resolves to, waits 10 s and reads 4 KB of the answer. Never rejects.
   */
  call(call: WebhookCall): Promise<string | undefined>;
  close(): Promise<void>;
}
