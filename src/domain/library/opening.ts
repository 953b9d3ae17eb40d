/** What one purpose of opening a data folder requires. */
export interface OpeningNeeds {
  /** Whether the folder is created, must exist, or is temporary (always, or only if it is missing). */
  readonly folder: "created" | "required" | "temporary" | "temporary if missing";
  /** Whether requests are sent to the server that has the folder open; otherwise a folder in use is an error. */
  readonly asksServer: boolean;
  /**
   * What the model is loaded for before the folder is open. `on demand` means on the first text. A command that embeds
   * papers loads the model first, so that a missing model fails it before anything is on the queue.
   */
  readonly loads: "queries" | "documents" | "queries and documents" | "queries on demand" | "documents on demand";
  /**
   * The queue from which papers are embedded: the configured one, or one in memory. `memory unless shared` avoids the
   * memory and the second that PGlite needs: papers lost with a queue in memory are queued again.
   */
  readonly queue: "none" | "settings" | "memory" | "memory unless shared";
  /** Opens the folder with its own model, whatever the settings say. */
  readonly keepsModel: boolean;
  /** Resumes an unfinished change of the model. */
  readonly resumesChange: boolean;
  /** Drops and rebuilds both indexes, and all vectors if the model is different. */
  readonly rebuilds: boolean;
  /** Answers questions: reserves a core for them, and embeds for a new model at the lowest priority. */
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
  /** Status, jobs, a paper, an export: commands that rarely or never need the model. */
  read,
  /** A question in words. */
  ask: { ...read, loads: "queries" },
  /** Questions of an assistant, which may also add papers. */
  assist: { ...read, loads: "queries and documents", queue: "memory unless shared" },
  /** Papers that another process embeds. */
  accept: { ...read, folder: "created" },
  /** Papers with their vectors, which a server does not accept. */
  acceptVectors: { ...read, folder: "created", asksServer: false },
  /** Papers that this process embeds. */
  ingest: { ...embed, folder: "created" },
  /** Papers that are already accepted and wait for their vectors. */
  embed,
  /** A preview of an ingest, which embeds a few texts to measure the rate. */
  preview: { ...read, folder: "temporary if missing", loads: "documents on demand" },
  /** A check whether the folder can be opened with the configured model. */
  check: { ...read, asksServer: false },
  rebuild: { ...embed, asksServer: false, rebuilds: true },
  /** The state and control of a change of the model. */
  steerChange: { ...read, keepsModel: true },
  /** A change of the model that runs in this process, or in the server that has the folder open. */
  changeModel: { ...read, keepsModel: true, resumesChange: true },
  /** An evaluation by keyword only. */
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

/** The purpose of opening a data folder. */
export type Opening = keyof typeof table;

export const openings: Readonly<Record<Opening, OpeningNeeds>> = table;
