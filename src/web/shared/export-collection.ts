import type { ExportFormat } from "../../domain/export/format.js";
import { open } from "./server.js";

/** The papers of a collection as a file, with what the reader says about them; with ids, these alone. */
export async function exportCollection(id: string, format: ExportFormat, ids?: readonly string[]): Promise<string> {
  const params = { id };
  const file = ids
    ? await open("POST /v1/collections/{id}/export", { params, body: { format, ids: [...ids] } })
    : await open("GET /v1/collections/{id}/export", { params, query: { format } });
  // Keeps the mark by which spreadsheets know UTF-8.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await new Response(file).arrayBuffer());
}
