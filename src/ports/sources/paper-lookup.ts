/** A paper's identifier at a network service. */
export type PaperIdentifier = { readonly doi: string } | { readonly arxivId: string };

/** Looks up single papers at the services that assign or register their identifiers. */
export interface PaperLookup {
  /**
   * The fields of the paper as the service has them, not validated yet; undefined if the service does not know it. Sends
   * one request after the pause that the service asks for. Throws `unavailable`, and the reason of an abort.
   */
  lookUp(identifier: PaperIdentifier, signal?: AbortSignal): Promise<unknown>;
}
