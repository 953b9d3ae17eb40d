import { workerData } from "node:worker_threads";
import { move, transferableSymbol, valueSymbol } from "piscina";
import type { EmbedResult } from "../../domain/embed-batch.js";
import { createSequence } from "../../domain/sequence.js";
import { type EmbedOptions, embedText } from "./embed-text.js";
import type { Encoder } from "./encoder.js";
import { type EncoderOptions, loadEncoder } from "./load-encoder.js";

/** What a thread is started with; its pool gives the same to each of its threads. */
export type EmbedThreadData = EncoderOptions;

/** One text, and how it is to be embedded. */
export interface TextTask extends EmbedOptions {
  readonly text: string;
}

export interface EmbedTask extends TextTask {
  /** Shared memory: 1 while the thread is at this text. */
  readonly underway: Int32Array;
}

const threadData = workerData as EmbedThreadData;
let loading: Promise<Encoder> | undefined;

/** One text after the other, so that it can be told which one a thread hangs on. */
const inTurn = createSequence();

/** Runs in a thread of its own; the first task loads the model. The vector is handed over, not copied. */
export default async function embedInThread({ text, underway, ...options }: EmbedTask): Promise<unknown> {
  const encoder = await (loading ??= loadEncoder(threadData));
  const result: EmbedResult = await inTurn(async () => {
    Atomics.store(underway, 0, 1);
    const embedded = await embedText(encoder, text, options);
    Atomics.store(underway, 0, 0);
    return embedded;
  });
  const buffers = "vector" in result ? [result.vector.buffer] : [];
  return move({ [transferableSymbol]: buffers, [valueSymbol]: result });
}
