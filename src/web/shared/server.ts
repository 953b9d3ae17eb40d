import type { CallApi } from "../../client/client.js";
import { createCall, type OpenStream } from "../../client/create-call.js";
import { createSender } from "../../client/send-request.js";
import { readApiKey } from "./api-key.js";

/** Calls to the server of this page. A busy answer is not retried, because the page offers a button for that. */
export const call: CallApi = (address, request) => reach().call(address, request);
export const open: OpenStream = (address, request) => reach().open(address, request);

/** The same calls, sent by the caller's own fetch. */
export function callThrough(send: typeof fetch): CallApi {
  return createCall(createSender({ url: readBasePath(), apiKey: readApiKey, tries: 1, fetch: send })).call;
}

let calls: ReturnType<typeof createCall> | undefined;

/** Created by the first call, because the server renders the same modules, without a document. */
function reach(): ReturnType<typeof createCall> {
  calls ??= createCall(createSender({ url: readBasePath(), apiKey: readApiKey, tries: 1 }));
  return calls;
}

/** The path below which the page is served; its documents are all in one folder. */
export function readBasePath(): string {
  return new URL(".", document.baseURI).pathname.replace(/\/$/, "");
}
