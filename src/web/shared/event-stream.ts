/**
 * Reads the data of server-sent events (WHATWG HTML, section 9.2) out of text that comes in pieces; comments and other
 * fields are passed over. EventSource would do this, but it cannot send an API key.
 */
export function createEventReader(onData: (data: string) => void): (piece: string) => void {
  let rest = "";
  return (piece) => {
    const events = (rest + piece.replaceAll("\r", "")).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const lines = event.split("\n").filter((line) => line.startsWith("data:"));
      if (lines.length > 0) onData(lines.map((line) => line.slice("data:".length).replace(/^ /, "")).join("\n"));
    }
  };
}
