/** What the map reads of the API's answers. A test holds these shapes against the server's own. */
export interface PageTopic {
  readonly names: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly papers: number;
  /** 0 for the broadest. */
  readonly level: number;
  readonly parent?: number | undefined;
}

export interface PageMap {
  readonly side: number;
  readonly total: number;
  readonly topics: readonly PageTopic[];
  readonly papers: {
    readonly ids: readonly string[];
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly years: readonly (number | null)[];
    readonly topics: readonly number[];
  };
}

export interface PageMapState {
  readonly state: "absent" | "drawing" | "ready";
  readonly embedded: number;
  readonly needed: number;
  readonly progress?: number | undefined;
  readonly stage?: "neighbours" | "layout" | "topics" | undefined;
  readonly failure?: string | undefined;
}

export interface PagePlace {
  readonly x: number;
  readonly y: number;
  readonly topics: readonly PageTopic[];
}
