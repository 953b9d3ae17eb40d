import { readBody } from "./read-body.js";

/**
 * Yields the data of each server-sent event (WHATWG HTML, section 9.2), in order. Skips comments, which only keep the
 * connection open, and other fields. Replaces EventSource, which cannot send an API key.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let pending = "";
  for await (const text of readText(body)) {
    const events = (pending + text.replaceAll("\r", "")).split("\n\n");
    pending = events.pop() ?? "";
    for (const event of events) {
      const lines = event.split("\n").filter((line) => line.startsWith("data:"));
      if (lines.length > 0) yield lines.map((line) => line.slice("data:".length).replace(/^ /, "")).join("\n");
    }
  }
}

async function* readText(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of readBody(body)) yield decoder.decode(chunk, { stream: true });
}
