import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import { exportFiles, type ExportFormat } from "../domain/export/format.js";

export interface SentFile {
  readonly format: ExportFormat;
  /** That of the format by default. */
  readonly name?: string;
  readonly request: Request;
  readonly response: Response;
}

/** Streams a file; an error after its start breaks the connection, so that nobody takes a part for the whole. */
export async function sendFile(
  chunks: AsyncIterable<Uint8Array>,
  { format, name = exportFiles[format].name, request, response }: SentFile,
): Promise<void> {
  const { type } = exportFiles[format];
  response.writeHead(200, { "Content-Type": type, "Content-Disposition": nameFile(name) });
  if (request.method === "HEAD") return void response.end();
  try {
    await pipeline(Readable.from(chunks), response);
  } catch (error) {
    // A caller that disconnects early is not a failure of the server.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

/** The name in ASCII, and as it is in UTF-8 (RFC 6266), without what file systems refuse. */
function nameFile(name: string): string {
  const safe = name.replace(/[\p{Cc}\p{Cs}/\\:*?"<>|]+/gu, "-");
  const ascii = safe.replace(/[^ -~]/g, "_");
  const whole = ascii === safe ? "" : `; filename*=UTF-8''${encodeURIComponent(safe)}`;
  return `attachment; filename="${ascii}"${whole}`;
}
