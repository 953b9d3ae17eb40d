import { workerData } from "node:worker_threads";
import { move, transferableSymbol, valueSymbol } from "piscina";
import { createSerialRunner } from "../../domain/concurrency/serial-tasks.js";
import { embedTexts, type TextTask } from "./embed-texts.js";
import type { Encoder } from "./encoder.js";
import { type EncoderOptions, loadEncoder } from "./load-encoder.js";

/** Start parameters, the same for all threads of a pool. */
export type EmbedThreadData = EncoderOptions;

export interface EmbedTask {
  readonly texts: readonly TextTask[];
  /** Shared memory: 0 while the thread works on another task, then incremented after each run of the model. */
  readonly underway: Int32Array;
}

const threadData = workerData as EmbedThreadData;
let loading: Promise<Encoder> | undefined;

/** One task after another, so that it is known on which one a thread hangs. */
const inTurn = createSerialRunner();

/** Runs in a thread; the first task loads the model. The vectors are transferred, not copied. */
export default async function embedInThread({ texts, underway }: EmbedTask): Promise<unknown> {
  const encoder = await (loading ??= loadEncoder(threadData));
  const results = await inTurn(async () => {
    Atomics.store(underway, 0, 1);
    const embedded = await embedTexts(countRuns(encoder, underway), texts);
    Atomics.store(underway, 0, 0);
    return embedded;
  });
  const buffers = results.flatMap((result) => ("vector" in result ? [result.vector.buffer] : []));
  return move({ [transferableSymbol]: buffers, [valueSymbol]: results });
}

function countRuns(encoder: Encoder, underway: Int32Array): Encoder {
  return {
    ...encoder,
    encode: (texts) => encoder.encode(texts).finally(() => Atomics.add(underway, 0, 1)),
  };
}
