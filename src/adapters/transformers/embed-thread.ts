import { workerData } from "node:worker_threads";
import { move, transferableSymbol, valueSymbol } from "piscina";
import type { EmbedResult } from "../../domain/embed-batch.js";
import { type EmbedOptions, embedText } from "./embed-text.js";
import type { Encoder } from "./encoder.js";
import { type EncoderOptions, loadEncoder } from "./load-encoder.js";

/** What a thread is started with; its pool gives the same to each of its threads. */
export type EmbedThreadData = EncoderOptions;

/** One text, and how it is to be embedded. */
export interface EmbedTask extends EmbedOptions {
  readonly text: string;
}

const threadData = workerData as EmbedThreadData;
let loading: Promise<Encoder> | undefined;

/** Runs in a thread of its own; the first task loads the model. The vector is handed over, not copied. */
export default async function embedInThread({ text, ...options }: EmbedTask): Promise<unknown> {
  const encoder = await (loading ??= loadEncoder(threadData));
  const result: EmbedResult = await embedText(encoder, text, options);
  const buffers = "vector" in result ? [result.vector.buffer] : [];
  return move({ [transferableSymbol]: buffers, [valueSymbol]: result });
}
