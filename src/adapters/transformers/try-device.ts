import { multiplyVectors } from "../../domain/vector.js";
import { describeError } from "../../errors.js";
import type { DeviceTrial } from "./choose-device.js";
import { type EncoderOptions, loadEncoder } from "./load-encoder.js";

/*
 * Embeds one text on the processor and on a device, in a process of its own. Usage: node try-device.js <options of the
 * encoder as JSON>, with a channel to its parent, which is sent `{cosine}` or `{flaw}`.
 */

const text = "Sentence embeddings find papers by meaning; this text is embedded twice, and both vectors are compared.";

async function compareDevices(options: EncoderOptions): Promise<DeviceTrial> {
  const embedOn = async (device: EncoderOptions["device"]) => {
    const encoder = await loadEncoder({ ...options, device });
    return encoder.encode(encoder.tokenise(text));
  };
  const onProcessor = await embedOn("cpu");
  return { cosine: multiplyVectors(onProcessor, await embedOn(options.device)) };
}

const answer = await compareDevices(JSON.parse(process.argv[2] ?? "") as EncoderOptions).catch((error: unknown) => ({
  flaw: describeError(error),
}));
// The parent ends it: were it to end by itself, its end could be heard of before its answer.
process.once("disconnect", () => process.exit(0));
process.send?.(answer);
