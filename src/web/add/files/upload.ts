import type { PaperkinClient } from "../../../client/client.js";
import { createCall } from "../../../client/create-call.js";
import { createSender } from "../../../client/send-request.js";
import { createUploadCalls } from "../../../client/upload-calls.js";
import { readApiKey } from "../../shared/api-key.js";
import { readBasePath } from "../../shared/server.js";

/** Uploads that report how many bytes have been sent, which the browser's own `fetch` does not. */
export function createUploader(
  onProgress: (bytesSent: number) => void,
): Pick<PaperkinClient, "addFile" | "previewFile"> {
  const send = createSender({ url: readBasePath(), apiKey: readApiKey, fetch: createProgressFetch(onProgress) });
  return createUploadCalls(send, createCall(send).call);
}

export function createProgressFetch(onProgress: (bytesSent: number) => void): typeof globalThis.fetch {
  return (address, init) => sendWithProgress({ address, init, onProgress });
}

interface Sending {
  readonly address: RequestInfo | URL;
  readonly init: RequestInit | undefined;
  readonly onProgress: (bytesSent: number) => void;
}

function sendWithProgress({ address, init = {}, onProgress }: Sending): Promise<Response> {
  const { method = "GET", headers, body, signal } = init;
  const request = new XMLHttpRequest();
  return new Promise<Response>((resolve, reject) => {
    const stop = () => request.abort();
    signal?.addEventListener("abort", stop, { once: true });
    request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
    request.addEventListener("loadend", () => signal?.removeEventListener("abort", stop));
    request.addEventListener("abort", () => reject(signal?.reason as Error));
    request.addEventListener("error", () => reject(new TypeError("the connection was lost")));
    request.addEventListener("load", () => resolve(readAnswer(request)));
    request.open(method, String(address));
    for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value);
    request.send(body as XMLHttpRequestBodyInit);
  });
}

/** The pause that a busy server asks for is the only header that is needed. */
function readAnswer(request: XMLHttpRequest): Response {
  const pause = request.getResponseHeader("retry-after");
  return new Response(request.responseText, {
    status: request.status,
    ...(pause !== null && { headers: { "retry-after": pause } }),
  });
}
