import type { CallApi } from "../../client/client.js";
import type { CallHere } from "../../domain/page/render-page.js";

/** Calls as a reader makes them in the browser, answered in this process. */
export function callFor(reader: string, callHere: CallHere): CallApi {
  return ((address: string, parts: object) => callHere(address, { ...parts, reader })) as CallApi;
}
