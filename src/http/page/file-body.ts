/** How a file is sent: its type, and whether the server is told its name to know the form by. */
export interface FileBody {
  readonly type: string;
  readonly isNamed: boolean;
}

/** A JSON document is read whole by the server; a larger one is streamed. */
const smallJsonBytes = 1024 * 1024;

export function chooseBody(name: string, bytes: number): FileBody {
  if (/\.(jsonl|ndjson)$/i.test(name)) return { type: "application/x-ndjson", isNamed: false };
  if (/\.json$/i.test(name) && bytes <= smallJsonBytes) return { type: "application/json", isNamed: false };
  return { type: "application/octet-stream", isNamed: true };
}

/** Pasted text has no name that says what it is: it gets one by its looks. */
export function nameText(text: string): string {
  const document = parseJson(text);
  if (document === undefined) return text.trimStart().startsWith("{") ? "pasted.jsonl" : "pasted.txt";
  const isPaper = typeof document === "object" && document !== null && "title" in document;
  return isPaper && !text.trim().includes("\n") ? "pasted.jsonl" : "pasted.json";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
