import { deliverySettings } from "./delivery-settings.js";
import { engineSettings } from "./engine-settings.js";
import {
  anyText,
  autoOr,
  commaList,
  define,
  matching,
  oneOf,
  originList,
  pathPrefix,
  urlOf,
  wholeNumber,
  yesOrNo,
} from "./parse-setting.js";
import { queueSettings } from "./queue-settings.js";

export type { Setting } from "./parse-setting.js";

/** The model of a new data folder by default. */
export const defaultModel = "bge-small-en-v1.5";

export const settings = {
  port: define({
    env: "PORT",
    fallback: 3000,
    help: "Port of the API and the page; 0 takes a free one",
    parse: wholeNumber(0, 65_535),
  }),
  host: define({ env: "HOST", fallback: "127.0.0.1", help: "Address to listen on", parse: anyText }),
  dataDir: define({
    env: "DATA_DIR",
    fallback: "./data",
    fallbackText: "`./data`; for an installed package, a folder of the user",
    help: "Data folder: papers, vectors, indexes and the default queue",
    parse: anyText,
  }),
  ...queueSettings,
  model: define({
    env: "MODEL",
    fallback: undefined,
    fallbackText: `the data folder's; \`${defaultModel}\` for a new one`,
    help: "Embedding model; `paperkin models list` shows them",
    parse: anyText,
  }),
  modelsDir: define({
    env: "MODELS_DIR",
    fallback: undefined,
    help: "Folder that already contains model files; searched before anything is downloaded",
    parse: anyText,
  }),
  hubEndpoint: define({
    env: "HF_ENDPOINT",
    fallback: "https://huggingface.co",
    help: "Address of the Hugging Face hub or of a mirror",
    parse: urlOf("http:", "https:"),
  }),
  hubOffline: define({
    env: "HF_HUB_OFFLINE",
    fallback: false,
    help: "1 never downloads from the hub",
    parse: yesOrNo,
  }),
  httpProxy: define({
    env: "HTTP_PROXY",
    fallback: undefined,
    secret: true,
    help: "Proxy for downloads from http addresses",
    parse: anyText,
  }),
  httpsProxy: define({
    env: "HTTPS_PROXY",
    fallback: undefined,
    secret: true,
    help: "Proxy for downloads from https addresses",
    parse: anyText,
  }),
  noProxy: define({
    env: "NO_PROXY",
    fallback: undefined,
    help: "Hosts to reach without a proxy",
    parse: anyText,
  }),
  workers: define({
    env: "WORKERS",
    fallback: "auto" as const,
    help: "Embed workers inside the API process; `auto` chooses by cores and memory, 0 leaves embedding to `npm run worker`",
    parse: autoOr(wholeNumber(0, 64)),
  }),
  workerThreads: define({
    env: "WORKER_THREADS",
    fallback: undefined,
    fallbackText: "by cores and memory; if `WORKERS` is a number: one per core, at most 4",
    help: "Threads of each embed worker; each has a copy of the model (100 to 150 MB)",
    parse: wholeNumber(1, 64),
  }),
  embedDevice: define({
    env: "EMBED_DEVICE",
    fallback: "auto" as const,
    help: "Where the model runs: `cpu`, `cuda`, `webgpu`; `auto` is `cuda` if it is installed and works, else `cpu`",
    parse: oneOf("auto", "cpu", "cuda", "webgpu"),
  }),
  ...engineSettings,
  venueAliases: define({
    env: "VENUE_ALIASES",
    fallback: undefined,
    help: "Text file of [venues with several names](searching.md#venues-with-several-names), besides those that paperkin knows",
    parse: anyText,
  }),
  apiKeys: define({
    env: "API_KEYS",
    fallback: [] as readonly string[],
    fallbackText: "none: open",
    secret: true,
    help: "Keys, separated by commas or line breaks, each alone or as `name=key`; if set, `/v1` and `/mcp` require one as `Authorization: Bearer …`. Keys of one name share their collections and follows",
    parse: commaList,
  }),
  insecure: define({
    env: "INSECURE",
    fallback: false,
    help: "1 serves other machines without `API_KEYS`, so that anybody who reaches the port can read and change everything",
    parse: yesOrNo,
  }),
  allowedHosts: define({
    env: "ALLOWED_HOSTS",
    fallback: [] as readonly string[],
    fallbackText: "with `API_KEYS` all, else this machine's",
    help: "Comma-separated host names under which the server answers, such as those of a reverse proxy",
    parse: commaList,
  }),
  corsOrigins: define({
    env: "CORS_ORIGINS",
    fallback: [] as readonly string[],
    fallbackText: "none",
    help: "Comma-separated origins whose pages may use the API from a browser, such as `https://example.org`; `*` allows all",
    parse: originList,
  }),
  basePath: define({
    env: "BASE_PATH",
    fallback: "",
    fallbackText: "none",
    help: "Path below which a reverse proxy serves this, such as `/papers`; the proxy may remove it or not",
    parse: pathPrefix,
  }),
  countOpens: define({
    env: "COUNT_OPENS",
    fallback: true,
    help: "0 does not count which papers are opened, and shows no [counts of readers](trending.md#what-is-opened-and-kept)",
    parse: yesOrNo,
  }),
  ...deliverySettings,
  bodyLimitBytes: define({
    env: "BODY_LIMIT_BYTES",
    fallback: 16 * 1024 * 1024,
    help: "Max size of a JSON body; NDJSON is streamed and has no total limit",
    parse: wholeNumber(1024, 1024 ** 3),
  }),
  hnswM: define({
    env: "HNSW_M",
    fallback: 16,
    help: "Links per node of the vector index; takes effect at the next rebuild",
    parse: wholeNumber(4, 64),
  }),
  hnswEfConstruction: define({
    env: "HNSW_EF_CONSTRUCTION",
    fallback: 200,
    help: "Breadth of the search when a node is added",
    parse: wholeNumber(16, 1000),
  }),
  hnswEf: define({
    env: "HNSW_EF",
    fallback: 100,
    help: "Breadth of a search; higher is slower and finds more of the true neighbours",
    parse: wholeNumber(10, 2000),
  }),
  arxivUrl: serviceUrl("ARXIV_URL", "https://export.arxiv.org", "arXiv's API, for `ingest arxiv:…`"),
  arxivOaiUrl: serviceUrl(
    "ARXIV_OAI_URL",
    "https://oaipmh.arxiv.org/oai",
    "arXiv's OAI-PMH server, for `ingest oai:?set=cs`",
  ),
  openAlexUrl: serviceUrl("OPENALEX_URL", "https://api.openalex.org", "OpenAlex's API, for `ingest openalex:…`"),
  openAlexApiKey: define({
    env: "OPENALEX_API_KEY",
    fallback: undefined,
    secret: true,
    help: "Key for OpenAlex, if it requires one",
    parse: anyText,
  }),
  crossrefUrl: serviceUrl("CROSSREF_URL", "https://api.crossref.org", "Crossref's API, for `ingest crossref:…`"),
  contact: define({
    env: "CONTACT",
    fallback: undefined,
    help: "Email address sent to arXiv, OpenAlex and Crossref with each request, as they ask",
    parse: anyText,
  }),
  logLevel: define({
    env: "LOG_LEVEL",
    fallback: "warn",
    help: "`debug`, `info`, `warn`, `error` or `silent`",
    parse: matching(/^(debug|info|warn|error|silent)$/, "debug, info, warn, error or silent"),
  }),
};

function serviceUrl<F extends string>(env: string, fallback: F, help: string) {
  return define({ env, fallback, help, parse: urlOf("http:", "https:") });
}
