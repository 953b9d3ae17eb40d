import { anyText, define, listOf, matching, oneOf, urlOf, wholeNumber } from "./parse-setting.js";
import { certificateFile } from "./setting-files.js";

/** What searches. */
export const engineSettings = {
  searchEngine: define({
    env: "SEARCH_ENGINE",
    fallback: "embedded" as const,
    help: "`embedded` keeps the library in the data folder; `opensearch` in OpenSearch and Redis, for several API processes (a preview, see [Cluster](cluster.md))",
    parse: oneOf("embedded", "opensearch"),
  }),
  openSearchUrls: define({
    env: "OPENSEARCH_URL",
    fallback: [] as readonly string[],
    fallbackText: "",
    secret: true,
    help: "Nodes of one OpenSearch cluster, separated by commas: `https://host:9200`",
    parse: listOf(urlOf("http:", "https:")),
  }),
  openSearchUsername: define({
    env: "OPENSEARCH_USERNAME",
    fallback: undefined,
    help: "User of OpenSearch, with `OPENSEARCH_PASSWORD`",
    parse: anyText,
  }),
  openSearchPassword: define({
    env: "OPENSEARCH_PASSWORD",
    fallback: undefined,
    secret: true,
    help: "Password of `OPENSEARCH_USERNAME`",
    parse: anyText,
  }),
  openSearchApiKey: define({
    env: "OPENSEARCH_API_KEY",
    fallback: undefined,
    secret: true,
    help: "Key for OpenSearch, sent as `Authorization: ApiKey …` in place of a user and a password",
    parse: anyText,
  }),
  openSearchCa: define({
    env: "OPENSEARCH_CA",
    fallback: undefined,
    fallbackText: "those that Node.js trusts",
    help: "File with the certificates of the authorities to trust, in PEM, if `OPENSEARCH_URL` begins with `https://`",
    parse: certificateFile,
  }),
  openSearchIndex: define({
    env: "OPENSEARCH_INDEX",
    fallback: "paperkin",
    help: "Begins the names of all indexes, if several libraries share one cluster",
    parse: matching(/^[a-z][a-z0-9_-]{0,39}$/, "a lower-case word of letters, digits, _ and -"),
  }),
  openSearchShards: define({
    env: "OPENSEARCH_SHARDS",
    fallback: 3,
    help: "Parts of the index of papers, which can be on as many nodes; takes effect with the next new index",
    parse: wholeNumber(1, 256),
  }),
  openSearchReplicas: define({
    env: "OPENSEARCH_REPLICAS",
    fallback: 1,
    help: "Further copies of each part on other nodes; with 0 the loss of a node loses papers",
    parse: wholeNumber(0, 16),
  }),
};

/** Settings that contradict each other: the one to change, and why. */
export function findContradictions(values: Readonly<Record<string, unknown>>): { path: string; message: string }[] {
  const isSet = (key: string) => values[key] !== undefined;
  const urls = values["openSearchUrls"] as readonly string[] | undefined;
  const [hasUser, hasPassword] = [isSet("openSearchUsername"), isSet("openSearchPassword")];
  const checks: readonly (readonly [boolean, path: string, message: string])[] = [
    [
      values["searchEngine"] === "opensearch" && !(urls?.length && isSet("redisUrl")),
      "SEARCH_ENGINE",
      "expected OPENSEARCH_URL and REDIS_URL with opensearch",
    ],
    [hasUser && !hasPassword, "OPENSEARCH_PASSWORD", "expected the password of OPENSEARCH_USERNAME"],
    [hasPassword && !hasUser, "OPENSEARCH_USERNAME", "expected the user of OPENSEARCH_PASSWORD"],
    [hasUser && isSet("openSearchApiKey"), "OPENSEARCH_API_KEY", "unset it or OPENSEARCH_USERNAME: one is sent"],
    [
      isSet("openSearchCa") && !urls?.every((url) => url.startsWith("https:")),
      "OPENSEARCH_CA",
      "expected the addresses of OPENSEARCH_URL to begin with https://",
    ],
  ];
  return checks.flatMap(([fails, path, message]) => (fails ? [{ path, message }] : []));
}
