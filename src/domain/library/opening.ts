/** What one reason for opening a data folder takes. */
export interface OpeningNeeds {
  /** Whether the folder is created, must exist, or is a temporary one: always, or where it is missing. */
  readonly folder: "created" | "required" | "temporary" | "temporary if missing";
  /** Whether the server that has the folder open is asked instead; without that a folder in use is an error. */
  readonly asksServer: boolean;
  /**
   * Which threads load the model before the opening resolves. What is on demand is loaded by the first text. Where
   * papers are embedded, a model that is missing must end the command before anything is on the queue.
   */
  readonly loads:
    | "queries"
    | "documents"
    | "queries and documents"
    | "queries, documents on demand"
    | "queries on demand"
    | "documents on demand";
  /**
   * The queue from which papers are embedded: that of the settings, or one in memory. `memory unless shared` spares the
   * memory and the second that PGlite takes: papers that such a queue forgets are put on it again.
   */
  readonly queue: "none" | "settings" | "memory" | "memory unless shared";
  /** Opens the folder with the model that it has, whichever one the settings name. */
  readonly keepsModel: boolean;
  /** Resumes a change of the model that was started. */
  readonly resumesChange: boolean;
  /** Drops both indexes, and with another model all vectors: everything is built again. */
  readonly rebuilds: boolean;
  /** Answers questions all day: documents leave them a core, and another model is embedded at the lowest priority. */
  readonly serves: boolean;
}

const read: OpeningNeeds = {
  folder: "required",
  asksServer: true,
  loads: "queries on demand",
  queue: "none",
  keepsModel: false,
  resumesChange: false,
  rebuilds: false,
  serves: false,
};

const embed: OpeningNeeds = { ...read, loads: "documents", queue: "settings" };

const table = {
  /** Status, jobs, a paper, an export: whatever seldom or never needs the model. */
  read,
  /** A question in words. */
  ask: { ...read, loads: "queries" },
  /** The questions of an assistant, who may also add papers. */
  assist: { ...read, loads: "queries, documents on demand", queue: "memory unless shared" },
  /** Papers that another process embeds. */
  accept: { ...read, folder: "created" },
  /** Papers with their vectors, which a server does not accept. */
  acceptVectors: { ...read, folder: "created", asksServer: false },
  /** Papers, which are embedded here. */
  ingest: { ...embed, folder: "created" },
  /** Papers that are accepted already and wait for their vectors. */
  embed,
  /** What an ingest would do. Embedding is timed on a few texts. */
  preview: { ...read, folder: "temporary if missing", loads: "documents on demand" },
  /** Whether the folder can be opened with the model of the settings. */
  check: { ...read, asksServer: false },
  rebuild: { ...embed, asksServer: false, rebuilds: true },
  /** The state of a change of the model, and its steps. */
  steerChange: { ...read, keepsModel: true },
  /** A change of the model that runs in this process, or in the server that has the folder. */
  changeModel: { ...read, keepsModel: true, resumesChange: true },
  /** A measurement by keywords only. */
  measureWords: { ...read, folder: "temporary", asksServer: false },
  measure: { ...read, folder: "temporary", asksServer: false, loads: "queries and documents", queue: "memory" },
  serve: {
    ...embed,
    folder: "created",
    asksServer: false,
    loads: "queries and documents",
    resumesChange: true,
    serves: true,
  },
} as const satisfies Record<string, OpeningNeeds>;

/** What a data folder is opened for. */
export type Opening = keyof typeof table;

export const openings: Readonly<Record<Opening, OpeningNeeds>> = table;
