/** What the page reads of the API's answers. A test holds these shapes against the server's own. */
export interface PagePaper {
  readonly id: string;
  readonly title: string;
  readonly abstract?: string | undefined;
  readonly authors: readonly string[];
  readonly year?: number | undefined;
  readonly date?: string | undefined;
  readonly venue?: string | undefined;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly doi?: string | undefined;
  readonly arxivId?: string | undefined;
  readonly url?: string | undefined;
}

/** A version of a paper as arXiv counts them. */
export interface PageVersion {
  readonly version: number;
  readonly title: string;
  readonly date?: string | undefined;
  /** Whether it is the one that is shown. */
  readonly kept: boolean;
}

export interface PageHit {
  readonly paper: PagePaper;
  /** Confidence, 0 to 1. */
  readonly score: number;
  readonly matchedBy: "keyword" | "meaning" | "both" | "exact" | "filter";
  readonly highlights?:
    | { readonly title?: readonly PageRange[] | undefined; readonly abstract?: readonly PageRange[] | undefined }
    | undefined;
  /** Ids of near-duplicates that are folded into this one. */
  readonly duplicates?: readonly string[] | undefined;
  /** The liked paper that a recommendation owes most to. */
  readonly because?: { readonly title: string; readonly id?: string | undefined } | undefined;
  readonly explanation?: PageExplanation | undefined;
}

export type PageRange = readonly [start: number, end: number];

/** One list's part in the evidence for a hit: it counts `share` times `weight`. */
export interface PageListPart {
  readonly rank?: number | undefined;
  readonly share: number;
  readonly weight: number;
}

export interface PageExplanation {
  readonly evidence?: number | undefined;
  readonly keyword?: (PageListPart & { readonly words: readonly string[] }) | undefined;
  readonly meaning?: PageListPart | undefined;
  readonly feedback?: { readonly share: number; readonly weight: number } | undefined;
  readonly sentence?: { readonly text: string; readonly cosine: number } | undefined;
}

export interface PageValueCount {
  readonly value: string;
  readonly count: number;
}

export interface PageFacets {
  readonly year?: readonly { readonly value: number; readonly count: number }[] | undefined;
  readonly venue?: readonly PageValueCount[] | undefined;
  readonly category?: readonly PageValueCount[] | undefined;
  readonly author?: readonly PageValueCount[] | undefined;
}

export type FacetName = keyof PageFacets;

export interface PageSearchAnswer {
  readonly hits: readonly PageHit[];
  readonly total: number;
  readonly facets?: PageFacets | undefined;
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
  readonly otherModel?: PageOtherModel | undefined;
}

/** The next model, or the one before. */
export interface PageOtherModel {
  readonly id: string;
  readonly state: "embedding" | "ready" | "kept" | "dropping";
  readonly embedded: number;
  readonly failed: number;
  readonly missing: number;
  readonly etaSeconds?: number | undefined;
  readonly failure?: string | undefined;
}
