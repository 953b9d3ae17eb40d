import type { OtherModelStatus } from "../../domain/models/change.js";
import type { Answering, CurrentUpkeep } from "../create-services.js";
import type { AnsweringServices } from "../services.js";
import type { IndexSync } from "../indexes/sync-index.js";

/** A model that is loaded, with its index, and all that answers with it. */
export interface OpenModel {
  readonly answering: Answering;
  /** Saves and closes what is the model's own. */
  close(): Promise<void>;
}

/** The model in use. Each call belongs to one model from its beginning to its end, whatever is in use by then. */
export interface CurrentModel {
  readonly upkeep: CurrentUpkeep;
  read(): OpenModel;
  /** Answers come from this model from now on. Resolves with the one before, when no call belongs to it any more. */
  replace(next: OpenModel): Promise<OpenModel | undefined>;
  /** The services of the model that is in use at each call. To be called when there is one. */
  followServices(): AnsweringServices;
  /** Puts no paper on the queue until `release`, which looks for all that wait. */
  holdFeeding(): Promise<void>;
  releaseFeeding(): void;
  /** Looks for papers whose batch the queue has lost. */
  lookForLost(): void;
}

export interface CurrentModelDeps {
  readonly textSync: IndexSync;
  /** Whether papers that wait are put on the queue in this process. */
  readonly feeds: boolean;
  readonly readOtherModel: () => Promise<OtherModelStatus | undefined>;
}

export function createCurrentModel({ textSync, feeds, readOtherModel }: CurrentModelDeps): CurrentModel {
  let current: OpenModel | undefined;
  let held = true;
  const read = () => {
    if (!current) throw new Error("no model is open yet");
    return current;
  };
  const calls = createCallTracker(() => read().answering.services);
  const feed = (how: "feed" | "reconcile") => {
    if (feeds && !held) read().answering.feeder[how]();
  };
  return {
    upkeep: {
      syncText: textSync.sync,
      syncVectors: () => read().answering.vectorSync.sync(),
      feedQueue: () => feed("feed"),
      readOtherModel,
    },
    read,
    async replace(next) {
      const before = current;
      current = next;
      await calls.untilEnded();
      return before;
    },
    followServices: calls.follow,
    async holdFeeding() {
      held = true;
      await read().answering.feeder.settle();
    },
    releaseFeeding() {
      held = false;
      feed("reconcile");
    },
    lookForLost: () => feed("reconcile"),
  };
}

/** They may last for hours, and ask nothing of the model. */
const lasting: ReadonlySet<string> = new Set(["acceptPapers", "waitForJob"] satisfies (keyof AnsweringServices)[]);

/** Calls the services that there are at the time, and knows which calls are under way. */
function createCallTracker(readServices: () => AnsweringServices) {
  let underway = new Set<Promise<unknown>>();
  const track = async (result: Promise<unknown>) => {
    const mine = underway;
    mine.add(result);
    await Promise.allSettled([result]);
    mine.delete(result);
  };
  const call = (name: string, parameters: readonly unknown[]) => {
    const method = readServices()[name as keyof AnsweringServices] as (...all: readonly unknown[]) => unknown;
    const result = method(...parameters);
    if (result instanceof Promise && !lasting.has(name)) void track(result);
    return result;
  };
  return {
    follow() {
      const members = Object.entries(readServices()).map(([name, member]: [string, unknown]) => {
        if (typeof member !== "function") return [name, member];
        return [name, (...parameters: readonly unknown[]) => call(name, parameters)];
      });
      return Object.fromEntries(members) as AnsweringServices;
    },
    /** Resolves when the calls that are under way now have ended. */
    async untilEnded() {
      const earlier = underway;
      underway = new Set();
      await Promise.allSettled(earlier);
    },
  };
}
