/** What the page reads of the API's answers. A test holds these shapes against the server's own. */
export interface PagePaper {
  readonly id: string;
  readonly title: string;
  readonly abstract?: string | undefined;
  readonly authors: readonly string[];
  readonly year?: number | undefined;
  readonly venue?: string | undefined;
  readonly categories: readonly string[];
  readonly doi?: string | undefined;
  readonly arxivId?: string | undefined;
  readonly url?: string | undefined;
}

export interface PageHit {
  readonly paper: PagePaper;
  readonly score: number;
  readonly matchedBy: "keyword" | "meaning" | "both" | "exact" | "filter";
  readonly highlights?:
    | { readonly title?: readonly PageRange[] | undefined; readonly abstract?: readonly PageRange[] | undefined }
    | undefined;
  /** Ids of near-duplicates that are folded into this one. */
  readonly duplicates?: readonly string[] | undefined;
}

export type PageRange = readonly [start: number, end: number];

export interface PageSearchAnswer {
  readonly hits: readonly PageHit[];
  readonly total: number;
  readonly cursor?: string | undefined;
  readonly didYouMean?: string | undefined;
  readonly noGoodMatch?: true | undefined;
  readonly timings: { readonly totalMs: number };
}

export interface PageHitsAnswer {
  readonly hits: readonly PageHit[];
}

export interface PageStats {
  readonly papers: {
    readonly papers: number;
    readonly waiting: number;
    readonly failed: number;
  };
  readonly model: { readonly id: string };
}
