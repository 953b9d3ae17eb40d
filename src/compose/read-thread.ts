import type { ReadTask } from "../adapters/formats/thread/protocol.js";
import { serveSource } from "../adapters/formats/thread/serve-source.js";
import { createFormats } from "./formats.js";

const formats = createFormats();

/** Reads one source in a thread. */
export default async function readInThread(task: ReadTask): Promise<void> {
  const format = formats.find(({ name }) => name === task.format);
  if (format) await serveSource(format, task);
}
