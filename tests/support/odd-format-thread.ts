import type { ReadTask } from "../../src/adapters/formats/thread/protocol.js";
import { serveSource } from "../../src/adapters/formats/thread/serve-source.js";
import { AppError } from "../../src/errors.js";
import type { SourceRecord } from "../../src/domain/sources/source-record.js";

/** Reads a format whose lines say what goes wrong. */
export default async function readInThread(task: ReadTask): Promise<void> {
  await serveSource({ name: "text", open: async (chunks) => ({ records: readLines(chunks) }) }, task);
}

async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  let line = 0;
  for await (const chunk of chunks) {
    for (const text of new TextDecoder().decode(chunk).trimEnd().split("\n")) {
      line += 1;
      if (text === "hang") for (;;);
      if (text === "turn") for (;;) await new Promise((resolve) => setImmediate(resolve));
      if (text === "fill") fillMemory();
      if (text === "refuse")
        throw new AppError("bad_input", "Not like this.", { details: [{ path: "a", message: "b" }] });
      if (text === "break") throw new TypeError("a defect");
      yield { line, value: { title: text } };
    }
  }
}

function fillMemory(): never {
  const held: number[][] = [];
  for (;;) held.push(Array.from({ length: 100_000 }, Math.random));
}
