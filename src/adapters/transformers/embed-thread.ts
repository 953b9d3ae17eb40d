import { workerData } from "node:worker_threads";
import { move, transferableSymbol, valueSymbol } from "piscina";
import { createSerialRunner } from "../../domain/concurrency/serial-tasks.js";
import { embedTexts, type TextTask } from "./embed-texts.js";
import type { Encoder } from "./encoder.js";
import { type EncoderOptions, loadEncoder } from "./load-encoder.js";

/** Shared memory, one number each. */
export interface ThreadProgress {
  /** 0 until the model is loaded, then incremented with each step of the work. */
  readonly steps: Int32Array;
  /** The number of tasks begun. */
  readonly begun: Int32Array;
}

export interface EmbedThreadData extends EncoderOptions, ThreadProgress {}

export interface EmbedTask {
  readonly texts: readonly TextTask[];
}

const { steps, begun, ...options } = workerData as EmbedThreadData;
let loading: Promise<Encoder> | undefined;

/** One task after another, so that it is known on which one a thread hangs. */
const inTurn = createSerialRunner();

/** Runs in a thread; the first task loads the model. The vectors are transferred, not copied. */
export default async function embedInThread({ texts }: EmbedTask): Promise<unknown> {
  const encoder = await (loading ??= loadEncoder(options).then(countSteps));
  const results = await inTurn(() => {
    Atomics.add(begun, 0, 1);
    return embedTexts(encoder, texts);
  });
  const buffers = results.flatMap((result) => ("vector" in result ? [result.vector.buffer] : []));
  return move({ [transferableSymbol]: buffers, [valueSymbol]: results });
}

/** The model is loaded; each text that is read and each run of the model is a step. */
function countSteps(encoder: Encoder): Encoder {
  const countStep = () => void Atomics.add(steps, 0, 1);
  countStep();
  return {
    tokenise(text) {
      countStep();
      return encoder.tokenise(text);
    },
    encode: (texts) => encoder.encode(texts).finally(countStep),
  };
}
