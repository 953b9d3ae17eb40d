import { type CompareRequest, describeOther, type ModelsAnswer } from "../../domain/models/change.js";
import { formatFingerprint, type ModelIdentity, parseFingerprint } from "../../domain/models/model.js";
import { createSerialRunner } from "../../domain/concurrency/serial-tasks.js";
import { AppError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";
import type { OtherModel, OtherModelStore } from "../../ports/models/other-model-store.js";
import { type Background, createBackground, type RoundOutcome } from "../indexes/background.js";
import type { CompareModels } from "./compare-models.js";
import type { CurrentModel, OpenModel } from "./current-model.js";
import { type EmbedBeside, tidyAll } from "./embed-other-model.js";
import type { EmbeddingPace } from "../ingest/embedding-pace.js";
import type { ModelServices } from "./model-services.js";
import { createOtherModelSlot, type OtherModelSlot } from "./other-model-slot.js";

export interface ChangeModelDeps {
  readonly otherModel: OtherModelStore;
  readonly knownModels: readonly ModelIdentity[];
  readonly current: CurrentModel;
  /** Gets and loads the other model, with its index. Throws `model_missing` or `damaged`. */
  readonly openOther: (model: ModelIdentity) => Promise<OpenModel>;
  /** Removes what is on disk of an index of the other model. */
  readonly clearOther: () => Promise<void>;
  readonly embedBeside: EmbedBeside;
  readonly compareModels: CompareModels;
  readonly pace: Pick<EmbeddingPace, "current">;
  /** The model that the settings name; undefined where the data folder decides. */
  readonly setModel: string | undefined;
  readonly logger: Logger;
}

export interface ChangeModel extends ModelServices {
  /** Does what a switch left to do and lets papers go on the queue; then goes on with a change, where that is wanted. */
  start(options: { readonly goesOn: boolean }): void;
  /** What was computed is kept: the next `start` goes on from there. */
  stop(): Promise<void>;
}

const idleMs = 300;
const retryMs = 5_000;
/** Rounds of papers taken in right before a switch; those that come during the last one wait for the queue. */
const catchUpRounds = 8;

export function createChangeModel(deps: ChangeModelDeps): ChangeModel {
  const { otherModel: store } = deps;
  const inOrder = createSerialRunner();
  const slot = createOtherModelSlot(deps);
  const background = createRounds(deps, slot);
  const readModels = () => describeModels(deps, background.failure);
  /** One thing at a time, and none while papers are being embedded beside. */
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
  const takePlace = async (other: OtherModel) => {
    const { quiet, before } = await replaceModel(deps, slot, other);
    slot.exchange(before, quiet);
    warnOfSetting(deps, other);
    // Whoever wants it back soon finds it still open.
    void quiet.then(() => inOrder(async () => closeKept(store, slot))).catch(() => undefined);
  };
  return {
    readModels,
    changeModel: (id) =>
      alone(async () => {
        await beginChange(deps, id);
        background.goOn();
      }),
    compareModels: (request) => inOrder(() => compareWithOther(deps, slot, request)),
    switchModel: () => alone(async () => takePlace(requireReady(await store.readOther()))),
    rollBackModel: () => alone(async () => takePlace(requireKept(await store.readOther()))),
    dropModel: () =>
      alone(async () => {
        requireOther(await store.readOther());
        await slot.close();
        await store.drop();
        background.goOn();
      }),
    start({ goesOn }) {
      if (goesOn) background.goOn();
      background.start();
    },
    stop: () =>
      inOrder(async () => {
        await background.stop();
        await slot.close();
      }),
  };
}

function warnOfSetting({ setModel, logger }: ChangeModelDeps, { fingerprint }: OtherModel): void {
  const { id } = parseFingerprint(fingerprint);
  if (setModel !== undefined && setModel !== id)
    logger.warn({ inUse: id, set: setModel }, "MODEL names another model: unset it before the next start.");
}

interface Rounds extends Background {
  /** What was begun is gone on with; else only what a switch left to do is done. */
  goOn(): void;
}

function createRounds(deps: ChangeModelDeps, slot: OtherModelSlot): Rounds {
  let goesOn = false;
  let isTidy = false;
  const background = createBackground({
    idleMs,
    retryMs,
    onFailure: (reason) =>
      deps.logger.warn({ reason }, "The change of the model does not go on just now; it is tried again."),
    async round(signal) {
      if (!isTidy) await tidyAll(deps.otherModel, signal);
      if (signal.aborted) return "done";
      if (!isTidy) deps.current.releaseFeeding();
      isTidy = true;
      return goesOn ? goOn({ ...deps, slot, signal }) : "done";
    },
  });
  return {
    get failure() {
      return background.failure;
    },
    start: background.start,
    stop: background.stop,
    goOn: () => void (goesOn = true),
  };
}

async function describeModels(
  { current, otherModel: store, pace }: ChangeModelDeps,
  failure: string | undefined,
): Promise<ModelsAnswer> {
  const { id, dimensions } = current.read().answering.embedder.model;
  const found = await store.readOther();
  const otherModel = found && describeOther(found, { papersPerSecond: pace.current, failure });
  return { model: { id, dimensions }, ...(otherModel && { otherModel }) };
}

async function compareWithOther(deps: ChangeModelDeps, slot: OtherModelSlot, request: CompareRequest) {
  const { otherModel: store, current } = deps;
  const { fingerprint } = requireOther(await store.readOther());
  const { answering } = await slot.take(fingerprint);
  await answering.vectorSync.sync();
  const models = { model: current.read().answering, otherModel: answering };
  return deps.compareModels(models, request).finally(() => closeKept(store, slot));
}

type Round = ChangeModelDeps & { readonly slot: OtherModelSlot; readonly signal: AbortSignal };

async function goOn({ otherModel, slot, signal, embedBeside, clearOther }: Round): Promise<RoundOutcome> {
  const other = await otherModel.readOther();
  if (other?.role === "next") {
    const { answering } = await slot.take(other.fingerprint);
    return (await embedBeside(answering)) > 0 ? "more" : "idle";
  }
  if (other?.role === "dropped") {
    await clearOther();
    await tidyAll(otherModel, signal);
  }
  return "done";
}

async function beginChange({ otherModel, knownModels, current, clearOther }: ChangeModelDeps, id: string) {
  const model = knownModels.find((known) => known.id === id);
  if (!model) throw new AppError("not_found", `There is no model ${id}; paperkin models list shows those there are.`);
  const fingerprint = formatFingerprint(model);
  if (fingerprint === formatFingerprint(current.read().answering.embedder.model))
    throw new AppError("conflict", `The model ${id} is in use already.`);
  let other = await otherModel.readOther();
  if (other?.role === "dropped") {
    await tidyAll(otherModel);
    other = await otherModel.readOther();
  }
  if (other?.role === "next" && other.fingerprint === fingerprint) return;
  if (other) throw new AppError("conflict", describeOccupied(other, fingerprint));
  await clearOther();
  await otherModel.begin(fingerprint);
}

function describeOccupied({ role, fingerprint }: OtherModel, wanted: string): string {
  const { id } = parseFingerprint(fingerprint);
  if (role === "next") return `A change to the model ${id} is under way: give it up first with: paperkin reindex drop`;
  const back = fingerprint === wanted ? "go back to it with: paperkin reindex rollback, or " : "";
  return `The model ${id} is kept from before: ${back}give it up with: paperkin reindex drop`;
}

/** From one statement to the next all answers come from the other model; calls under way end with the one they began with. */
async function replaceModel(deps: ChangeModelDeps, slot: OtherModelSlot, { fingerprint, role }: OtherModel) {
  const { otherModel, current, embedBeside } = deps;
  const model = await slot.take(fingerprint);
  const { answering } = model;
  if (role === "next") for (let round = 0; round < catchUpRounds && (await embedBeside(answering)) > 0; round += 1);
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

async function closeKept(store: OtherModelStore, slot: OtherModelSlot): Promise<void> {
  if ((await store.readOther())?.role === "kept") await slot.close();
}

function requireOther(other: OtherModel | undefined): OtherModel {
  if (other && other.role !== "dropped") return other;
  throw new AppError("conflict", "There is no other model: begin a change with: paperkin reindex --model <model>");
}

function requireKept(found: OtherModel | undefined): OtherModel {
  const other = requireOther(found);
  if (other.role === "kept") return other;
  const { id } = parseFingerprint(other.fingerprint);
  throw new AppError(
    "conflict",
    `No model is kept from before; ${id} is the next one. Give it up with: paperkin reindex drop`,
  );
}

function requireReady(found: OtherModel | undefined): OtherModel {
  const other = requireOther(found);
  const { id, state } = describeOther(other, {});
  if (state === "ready") return other;
  const reason =
    state === "kept"
      ? `is kept from before: go back to it with: paperkin reindex rollback`
      : `is not ready: ${other.missing} papers have no vector of it yet. See: paperkin reindex status`;
  throw new AppError("conflict", `The model ${id} ${reason}`);
}
