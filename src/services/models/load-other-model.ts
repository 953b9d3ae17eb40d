import { parseFingerprint, formatFingerprint, type ModelIdentity } from "../../domain/models/model.js";
import { AppError } from "../../errors.js";
import type { OpenModel } from "./current-model.js";

export interface OtherModelLoaderDeps {
  readonly knownModels: readonly ModelIdentity[];
  readonly openOther: (model: ModelIdentity) => Promise<OpenModel>;
}

/** Loads the other model (the next or the previous one) while it is needed. */
export interface OtherModelLoader {
  /** Throws the errors of opening a model, and `conflict` for one that this version does not know. */
  load(fingerprint: string): Promise<OpenModel>;
  /** After a switch: the other model is now `before`, which calls still use until `quiet`. */
  exchange(before: OpenModel, quiet: Promise<unknown>): void;
  close(): Promise<void>;
}

interface LoadedModel {
  readonly fingerprint: string;
  readonly opening: Promise<OpenModel>;
  readonly quiet: Promise<unknown>;
}

export function createOtherModelLoader({ knownModels, openOther }: OtherModelLoaderDeps): OtherModelLoader {
  let loaded: LoadedModel | undefined;
  const close = async () => {
    const closing = loaded;
    loaded = undefined;
    if (!closing) return;
    await closing.quiet;
    await (await closing.opening.catch(() => undefined))?.close();
  };
  const open = async (fingerprint: string) => {
    const model = knownModels.find((known) => formatFingerprint(known) === fingerprint);
    if (model) return openOther(model);
    const { id } = parseFingerprint(fingerprint);
    throw new AppError(
      "conflict",
      `This version does not know this variant of the model ${id}: drop it with paperkin reindex drop.`,
    );
  };
  return {
    async load(fingerprint) {
      if (loaded && loaded.fingerprint !== fingerprint) await close();
      if (!loaded) {
        const opening = open(fingerprint);
        const mine = { fingerprint, opening, quiet: Promise.resolve() };
        loaded = mine;
        opening.catch(() => {
          if (loaded === mine) loaded = undefined;
        });
      }
      return loaded.opening;
    },
    exchange(before, quiet) {
      const { model } = before.answering.embedder;
      loaded = { fingerprint: formatFingerprint(model), opening: Promise.resolve(before), quiet };
    },
    close,
  };
}
