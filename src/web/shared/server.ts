import { createCall } from "../../client/create-call.js";
import { createSender } from "../../client/send-request.js";
import { readApiKey } from "./api-key.js";

/** Calls to the server of this page. A busy answer is not retried, because the page offers a button for that. */
export const { call, open } = createCall(createSender({ url: "", apiKey: readApiKey, tries: 1 }));
