import type { CallOptions } from "../../domain/concurrency/call-options.js";
import { type CompareRequest, describeOther, type ModelsAnswer } from "../../domain/models/change.js";
import { requireKnownModel } from "../../domain/models/choose-model.js";
import { formatFingerprint, type ModelIdentity, parseFingerprint } from "../../domain/models/model.js";
import { createSerialRunner } from "../../domain/concurrency/serial-tasks.js";
import { AppError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";
import type { OtherModel, OtherModelStore } from "../../ports/models/other-model-store.js";
import { type BackgroundRounds, createBackgroundRounds, type RoundOutcome } from "./background-rounds.js";
import type { CompareModels } from "./compare-models.js";
import type { CurrentModel, OpenModel } from "./current-model.js";
import { type EmbedWithOtherModel, tidyAll } from "./embed-other-model.js";
import type { EmbeddingRate } from "../ingest/embedding-rate.js";
import type { ModelChangeServices } from "./model-change-services.js";
import { describeBlockingModel, requireKept, requireOther, requireReady } from "./require-other-model.js";
import { createOtherModelLoader, type OtherModelLoader } from "./load-other-model.js";

export interface ChangeModelDeps {
  readonly otherModel: OtherModelStore;
  readonly knownModels: readonly ModelIdentity[];
  readonly current: CurrentModel;
  /** Fetches and loads the other model with its index. Throws `model_missing` or `damaged`. */
  readonly openOther: (model: ModelIdentity) => Promise<OpenModel>;
  /** Removes the saved index of the other model. */
  readonly clearOther: () => Promise<void>;
  readonly embedWithOther: EmbedWithOtherModel;
  readonly compareModels: CompareModels;
  readonly embeddingRate: Pick<EmbeddingRate, "current">;
  /** The model named in the settings; undefined if the data folder determines it. */
  readonly setModel: string | undefined;
  readonly logger: Logger;
}

export interface ChangeModel {
  readonly services: ModelChangeServices;
  readModels(): Promise<ModelsAnswer>;
  /** Finishes the cleanup after a switch and feeds the queue; then, with `resumes`, resumes a change in progress. */
  start(options: { readonly resumes: boolean }): void;
  /** Keeps the computed vectors: the next `start` resumes from there. */
  stop(): Promise<void>;
}

const idleMs = 300;
const retryMs = 5_000;
/** Rounds that embed new papers just before a switch; papers that arrive during the last round go to the queue. */
const catchUpRounds = 8;

export function createChangeModel(deps: ChangeModelDeps): ChangeModel {
  const inOrder = createSerialRunner();
  const loader = createOtherModelLoader(deps);
  const background = createRounds(deps, loader);
  const services = createModelServices(deps, { inOrder, loader, background });
  return {
    services,
    readModels: services.readModels,
    start({ resumes }) {
      if (resumes) background.resume();
      background.start();
    },
    stop: () =>
      inOrder(async () => {
        await background.stop();
        await loader.close();
      }),
  };
}

interface Change {
  readonly inOrder: ReturnType<typeof createSerialRunner>;
  readonly loader: OtherModelLoader;
  readonly background: Rounds;
}

function createModelServices(deps: ChangeModelDeps, { inOrder, loader, background }: Change): ModelChangeServices {
  const { otherModel: store } = deps;
  const readModels = () => describeModels(deps, background.failure);
  /** Runs one task at a time, and none while papers are embedded with the other model. */
  const alone = (task: () => Promise<void>) =>
    inOrder(async () => {
      await background.stop();
      try {
        await task();
      } finally {
        background.start();
      }
      return readModels();
    });
  const switchTo = async (other: OtherModel) => {
    const { quiet, before } = await replaceModel(deps, loader, other);
    loader.exchange(before, quiet);
    warnOfSetting(deps, other);
    // A rollback in the meantime finds the model still open.
    void quiet.then(() => inOrder(async () => closeKept(store, loader))).catch(() => undefined);
  };
  return {
    readModels,
    changeModel: (id) =>
      alone(async () => {
        await beginChange(deps, id);
        background.resume();
      }),
    compareModels: (request, { signal } = {}) => inOrder(() => compareWithOther({ ...deps, signal }, loader, request)),
    switchModel: () => alone(async () => switchTo(requireReady(await store.readOther()))),
    rollBackModel: () => alone(async () => switchTo(requireKept(await store.readOther()))),
    dropModel: () =>
      alone(async () => {
        requireOther(await store.readOther());
        await loader.close();
        await store.drop();
        background.resume();
      }),
  };
}

function warnOfSetting({ setModel, logger }: ChangeModelDeps, { fingerprint }: OtherModel): void {
  const { id } = parseFingerprint(fingerprint);
  if (setModel !== undefined && setModel !== id)
    logger.warn({ inUse: id, set: setModel }, "MODEL names another model: unset it before the next start.");
}

interface Rounds extends BackgroundRounds {
  /** Makes rounds continue a change in progress; before this call they only finish the cleanup after a switch. */
  resume(): void;
}

function createRounds(deps: ChangeModelDeps, loader: OtherModelLoader): Rounds {
  let resumes = false;
  let isTidy = false;
  const background = createBackgroundRounds({
    idleMs,
    retryMs,
    onFailure: (reason) => deps.logger.warn({ reason }, "The model change failed; it is retried."),
    async round(signal) {
      if (!isTidy) await tidyAll(deps.otherModel, signal);
      if (signal.aborted) return "done";
      if (!isTidy) deps.current.releaseFeeding();
      isTidy = true;
      return resumes ? runRound({ ...deps, loader, signal }) : "done";
    },
  });
  return {
    get failure() {
      return background.failure;
    },
    start: background.start,
    stop: background.stop,
    resume: () => void (resumes = true),
  };
}

async function describeModels(
  { current, otherModel: store, embeddingRate }: ChangeModelDeps,
  failure: string | undefined,
): Promise<ModelsAnswer> {
  const { id, dimensions } = current.read().answering.embedder.model;
  const found = await store.readOther();
  const otherModel = found && describeOther(found, { papersPerSecond: embeddingRate.current, failure });
  return { model: { id, dimensions }, ...(otherModel && { otherModel }) };
}

async function compareWithOther(
  deps: ChangeModelDeps & CallOptions,
  loader: OtherModelLoader,
  request: CompareRequest,
) {
  const { otherModel: store, current, signal } = deps;
  signal?.throwIfAborted();
  const { fingerprint } = requireOther(await store.readOther());
  const { answering } = await loader.load(fingerprint);
  await answering.vectorSync.sync();
  const models = { model: current.read().answering, otherModel: answering, signal };
  return deps.compareModels(models, request).finally(() => closeKept(store, loader));
}

type Round = ChangeModelDeps & { readonly loader: OtherModelLoader; readonly signal: AbortSignal };

async function runRound({ otherModel, loader, signal, embedWithOther, clearOther }: Round): Promise<RoundOutcome> {
  const other = await otherModel.readOther();
  if (other?.role === "next") {
    const { answering } = await loader.load(other.fingerprint);
    return (await embedWithOther(answering)) > 0 ? "more" : "idle";
  }
  if (other?.role === "dropped") {
    await clearOther();
    await tidyAll(otherModel, signal);
  }
  return "done";
}

async function beginChange({ otherModel, knownModels, current, clearOther }: ChangeModelDeps, id: string) {
  const model = requireKnownModel(knownModels, id);
  const fingerprint = formatFingerprint(model);
  if (fingerprint === formatFingerprint(current.read().answering.embedder.model))
    throw new AppError("conflict", `The model ${id} is in use already.`);
  let other = await otherModel.readOther();
  if (other?.role === "dropped") {
    await tidyAll(otherModel);
    other = await otherModel.readOther();
  }
  if (other?.role === "next" && other.fingerprint === fingerprint) return;
  if (other) throw new AppError("conflict", describeBlockingModel(other, fingerprint));
  await clearOther();
  await otherModel.begin(fingerprint);
}

/** All new calls use the other model; calls in progress finish with the model that they started with. */
async function replaceModel(deps: ChangeModelDeps, loader: OtherModelLoader, { fingerprint, role }: OtherModel) {
  const { otherModel, current, embedWithOther } = deps;
  const model = await loader.load(fingerprint);
  const { answering } = model;
  if (role === "next") for (let round = 0; round < catchUpRounds && (await embedWithOther(answering)) > 0; round += 1);
  await tidyAll(otherModel);
  await answering.vectorSync.sync();
  await current.holdFeeding();
  try {
    const before = current.read();
    await otherModel.switchModels();
    const quiet = current.replace(model);
    await tidyAll(otherModel);
    await answering.vectorSync.sync();
    return { before, quiet };
  } finally {
    current.releaseFeeding();
  }
}

async function closeKept(store: OtherModelStore, loader: OtherModelLoader): Promise<void> {
  if ((await store.readOther())?.role === "kept") await loader.close();
}
