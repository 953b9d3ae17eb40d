import { readBody } from "./read-body.js";

/** The data of each server-sent event, in order. Comments, which only keep the connection open, are passed over. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let pending = "";
  for await (const text of readText(body)) {
    const events = (pending + text).split("\n\n");
    pending = events.pop() ?? "";
    for (const event of events) {
      const data = event
        .split("\n")
        .flatMap((line) => (line.startsWith("data: ") ? [line.slice("data: ".length)] : []));
      if (data.length > 0) yield data.join("\n");
    }
  }
}

async function* readText(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of readBody(body)) yield decoder.decode(chunk, { stream: true });
}
