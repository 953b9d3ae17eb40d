import { createEmbedWorker } from "../../workers/embed-worker.js";
import type { SqliteStore } from "../adapters/sqlite/store.js";
import { composeDelivery } from "./delivery.js";
import { type Undo, undoAll } from "./undo.js";
import type { Config } from "../config.js";
import { countBatchesInFlight } from "../domain/ingest/worker-plan.js";
import { type Opening, openings } from "../domain/library/opening.js";
import type { ModelIdentity } from "../domain/models/model.js";
import type { MatchReader } from "../ports/desk/match-reader.js";
import type { Schedules } from "../ports/desk/schedules.js";
import type { Embedder } from "../ports/models/embedder.js";
import type { EmbedQueue } from "../ports/ingest/embed-queue.js";
import type { Logger } from "../ports/logger.js";
import type { CurrentTasks, SharedPorts } from "../services/create-services.js";
import { createDesk } from "../services/desk/create-desk.js";
import { createDelivered } from "../services/desk/delivery/delivered.js";
import { createEmbedBatch } from "../services/ingest/embed-batch.js";
import { fetchRegularly } from "../services/desk/follows/fetch-sources.js";
import { createMatchReader } from "../services/desk/follows/read-found.js";
import type { Services } from "../services/services.js";
import type { ChangeModel } from "../services/models/change-model.js";
import { createCurrentModel, type CurrentModel, type OpenModel } from "../services/models/current-model.js";
import type { IndexSync } from "../services/indexes/sync-index.js";
import { startMaintenance } from "../services/indexes/maintain-indexes.js";

/** What answers and takes in papers, over a data folder or a cluster, until `close`. */
export interface Library {
  readonly services: Services;
  /** Resolves when questions see all papers of the store. Earlier ones are answered from the papers indexed so far. */
  readonly ready: Promise<void>;
  /** Publishes the address of this server to other processes that try to open the folder. */
  announce(url: string): void;
  /** Waits for work in progress, saves the indexes, and releases the folder. */
  close(): Promise<void>;
}

export interface LibraryOptions {
  readonly opening: Opening;
  /** Loads the model in use; the library closes it. */
  readonly openEmbedder: () => Promise<Embedder>;
  /** Models to change to. */
  readonly knownModels: readonly ModelIdentity[];
  /** Fetches and loads a model to change to. */
  readonly openOther: (id: string) => Promise<Embedder>;
  readonly logger: Logger;
  readonly openQueue: () => Promise<EmbedQueue>;
  /** Embed workers of this process. */
  readonly workers: number;
  /** What is delivered. */
  readonly matches?: MatchReader;
}

/** What an engine provides. */
export interface Engine {
  readonly shared: SharedPorts;
  /** What readers keep. */
  readonly desk: SqliteStore["desk"];
  readonly textSync: IndexSync;
  /** Opens schedules where the engine keeps them. */
  openSchedules(): Promise<Schedules>;
  composeModel(tasks: CurrentTasks): OpenModel;
  composeChange(current: CurrentModel): ChangeModel;
  announce(url: string): void;
}

/** Starts the services, the embedding, the upkeep of the indexes and the model changes. */
export async function startLibrary(
  config: Config,
  { options, engine, undo }: { readonly options: LibraryOptions; readonly engine: Engine; readonly undo: Undo },
): Promise<Library> {
  const { shared, textSync, desk: stored } = engine;
  const { workers, opening, logger } = options;
  const { queue, resumesChange, serves } = openings[opening];
  const readOtherModel = async () => (await change.readModels()).otherModel;
  const current = createCurrentModel({ textSync, feeds: queue !== "none", readOtherModel });
  const change = engine.composeChange(current);
  await current.replace(engine.composeModel(current.tasks));
  undo.push(
    () => current.read().close(),
    // The queue closes before the stores that its handlers write to; closing it again later does nothing.
    () => shared.queue.close(),
  );
  const maintenance = await startMaintenance({
    ...shared,
    textSync,
    current,
    embedBatch: workers > 0 ? createEmbedWorker(createEmbedBatch(current.findEmbedder)) : undefined,
    concurrency: countBatchesInFlight(workers),
  });
  change.start({ resumes: resumesChange });
  undo.push(
    () => maintenance.stop(),
    () => change.stop(),
  );
  const { matches = createMatchReader({ ...shared, ...stored }) } = options;
  const { openSchedules } = engine;
  const delivery = await composeDelivery(config, { desk: stored, openSchedules, matches, logger, serves, undo });
  if (serves) undo.push(fetchRegularly({ ...shared, ...current.services }));
  const opens = config.countOpens ? stored.opens : undefined;
  const readModel = () => current.read().answering;
  const following = () => readModel().following;
  const ports = { ...current.services, ...shared, ...stored, ...delivery, opens, following, readModel };
  const desk = createDesk(ports);
  const services: Services = { ...current.services, ...change.services, desk, delivery: createDelivered(delivery) };
  const announce = (url: string) => engine.announce(url);
  return { services, ready: maintenance.ready, announce, close: () => undoAll(undo) };
}
