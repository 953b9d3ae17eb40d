import { define, embeddedOnly, urlOf } from "./parse-setting.js";

/** What searches. */
export const engineSettings = {
  searchEngine: define({
    env: "SEARCH_ENGINE",
    fallback: "embedded" as const,
    help: "`embedded` is the only engine in this release",
    parse: embeddedOnly,
  }),
  openSearchUrl: define({
    env: "OPENSEARCH_URL",
    fallback: undefined,
    help: "Reserved for the distributed engine; not used by this release",
    parse: urlOf("http:", "https:"),
  }),
};
