/** What a document of the page is rendered for. */
export interface PageRequest {
  /** The last part of its path: none for searches and papers, `map` for the same beside the map, `collections` … */
  readonly document: string;
  /** The query string of its address. */
  readonly query: string;
  /** The address of the page's documents, ending with a slash. */
  readonly base: string;
  /** Who asks; without a reader, who may see papers, the document comes without an answer. */
  readonly reader: string | undefined;
}

/** A document of the page as it is sent: its parts in HTML. */
export interface RenderedPage {
  /** The HTTP status. */
  readonly status: number;
  /** What is particular to this address: title, description, metadata. */
  readonly head: string;
  readonly app: string;
  /** The name of what is shown, for the style sheets. */
  readonly shown: string;
  /** In JSON: what the browser need not ask again. */
  readonly given: string;
}

export type RenderPage = (request: PageRequest) => Promise<RenderedPage>;

/** An operation of the API, called without a network: resolves with its answer, rejects with its problem. */
export type CallHere = (address: string, request: CalledParts) => Promise<unknown>;

export interface CalledParts {
  readonly reader: string;
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/** @param logDefect told of a paper that could not be rendered: the document then has only its address */
export type CreatePageRenderer = (call: CallHere, logDefect: (error: unknown) => void) => RenderPage;
