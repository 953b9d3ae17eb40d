import { createCall } from "../../client/create-call.js";
import { createSender } from "../../client/send-request.js";
import { readApiKey } from "./api-key.js";

/** The path below which the page is served; its documents are all in one folder. */
export function readBasePath(): string {
  return new URL(".", document.baseURI).pathname.replace(/\/$/, "");
}

/** Calls to the server of this page. A busy answer is not retried, because the page offers a button for that. */
export const { call, open } = createCall(createSender({ url: readBasePath(), apiKey: readApiKey, tries: 1 }));
