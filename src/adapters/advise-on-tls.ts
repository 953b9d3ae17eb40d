/** The settings that a reader would change: that of the address, that of the authority, and how addresses begin. */
export interface TlsSettings {
  readonly address: string;
  readonly authority: string;
  readonly encrypted: string;
  readonly plain: string;
}

/** Node.js and OpenSSL name no codes in the sentences that libraries keep. */
const rules: readonly (readonly [RegExp, (settings: TlsSettings) => string])[] = [
  [/altname|does not match certificate/i, ({ address }) => `use a name of its certificate in ${address}`],
  [/certificate has expired|not yet valid/i, () => "renew its certificate"],
  [
    /self[- ]signed|issuer certificate|verify the first/i,
    ({ authority }) => `let ${authority} name the file with the certificate of its authority`,
  ],
  [
    /wrong version number|packet length|EPROTO/i,
    ({ address, plain }) => `it has no TLS: let ${address} begin with ${plain}`,
  ],
  [
    /socket hang up|ECONNRESET|EPIPE|protocol error/i,
    ({ address, encrypted }) => `try again; if it has TLS, let ${address} begin with ${encrypted}`,
  ],
];

/** What to do about a connection that broke, if TLS may be the reason. */
export function adviseOnTls(message: string, settings: TlsSettings): string | undefined {
  return rules.find(([pattern]) => pattern.test(message))?.[1](settings);
}
