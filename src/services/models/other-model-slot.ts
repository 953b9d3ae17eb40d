import { parseFingerprint, formatFingerprint, type ModelIdentity } from "../../domain/models/model.js";
import { AppError } from "../../errors.js";
import type { OpenModel } from "./current-model.js";

export interface OtherModelSlotDeps {
  readonly knownModels: readonly ModelIdentity[];
  readonly openOther: (model: ModelIdentity) => Promise<OpenModel>;
}

/** The model beside the one in use, loaded while it is needed. */
export interface OtherModelSlot {
  /** Opens it where it is not open. Throws as opening does, and `conflict` for a model that this paperkin does not know. */
  take(fingerprint: string): Promise<OpenModel>;
  /** It is in use from now on: somebody else closes it. In its place is the one before, to which calls belong until `quiet`. */
  exchange(before: OpenModel, quiet: Promise<unknown>): void;
  close(): Promise<void>;
}

interface Held {
  readonly fingerprint: string;
  readonly opening: Promise<OpenModel>;
  readonly quiet: Promise<unknown>;
}

export function createOtherModelSlot({ knownModels, openOther }: OtherModelSlotDeps): OtherModelSlot {
  let held: Held | undefined;
  const close = async () => {
    const closing = held;
    held = undefined;
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
      `This paperkin does not know the model ${id} as it was: give it up with paperkin reindex drop.`,
    );
  };
  return {
    async take(fingerprint) {
      if (held && held.fingerprint !== fingerprint) await close();
      if (!held) {
        const opening = open(fingerprint);
        const mine = { fingerprint, opening, quiet: Promise.resolve() };
        held = mine;
        opening.catch(() => {
          if (held === mine) held = undefined;
        });
      }
      return held.opening;
    },
    exchange(before, quiet) {
      const { model } = before.answering.embedder;
      held = { fingerprint: formatFingerprint(model), opening: Promise.resolve(before), quiet };
    },
    close,
  };
}
