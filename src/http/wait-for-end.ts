import type { Response } from "express";
import type { Services } from "../services/services.js";

/** After this time, a waiting request is answered with 202; the job continues, and the caller may wait for it again. */
const maxWaitMs = 100_000;

/** `undefined` at the time limit. A caller that disconnects ends the wait. */
export async function waitForEnd(services: Services, id: string, response: Response) {
  const disconnected = new AbortController();
  response.once("close", () => disconnected.abort());
  const signal = AbortSignal.any([disconnected.signal, AbortSignal.timeout(maxWaitMs)]);
  try {
    return await services.waitForJob(id, { signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
