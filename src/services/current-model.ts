import type { OtherModelStatus } from "../domain/model-change.js";
import type { Answering, CurrentUpkeep } from "./create-services.js";
import type { AnsweringServices } from "./services.js";
import type { IndexSync } from "./sync-index.js";

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

/** They may last for hours, and ask nothing of the model. */
const lasting: ReadonlySet<string> = new Set(["acceptPapers", "waitForJob"] satisfies (keyof AnsweringServices)[]);

export function createCurrentModel({ textSync, feeds, readOtherModel }: CurrentModelDeps): CurrentModel {
  let current: OpenModel | undefined;
  let held = true;
  let calls = new Set<Promise<unknown>>();
  const read = () => {
    if (!current) throw new Error("no model is open yet");
    return current;
  };
  const call = (name: string, parameters: readonly unknown[]) => {
    const method = read().answering.services[name as keyof AnsweringServices] as (...all: unknown[]) => unknown;
    const result = method(...parameters);
    if (result instanceof Promise && !lasting.has(name)) note(result);
    return result;
  };
  const note = (result: Promise<unknown>) => {
    const mine = calls;
    const done = () => void mine.delete(result);
    mine.add(result);
    result.then(done, done);
  };
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
      const [before, asked] = [current, calls];
      current = next;
      calls = new Set();
      await Promise.allSettled(asked);
      return before;
    },
    followServices() {
      const members = Object.entries(read().answering.services).map(([name, member]: [string, unknown]) => {
        if (typeof member !== "function") return [name, member];
        return [name, (...parameters: readonly unknown[]) => call(name, parameters)];
      });
      return Object.fromEntries(members) as AnsweringServices;
    },
    async holdFeeding() {
      held = true;
      await read().answering.feeder.settle();
    },
    lookForLost: () => feed("reconcile"),
    releaseFeeding() {
      held = false;
      feed("reconcile");
    },
  };
}
