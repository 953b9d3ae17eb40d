import { ApiProblem } from "../shared/api-client.js";
import { readApiKey } from "../shared/api-key.js";
import { createEventReader } from "../shared/event-stream.js";
import { hasEnded, type PageJob } from "./ingest-types.js";

const firstPauseMs = 500;
const longestPauseMs = 10_000;

/**
 * Tells every change of a job until it has ended. A connection that breaks is made again, however long that takes;
 * throws only what the server answers.
 */
export async function followJob(id: string, onJob: (job: PageJob) => void, signal: AbortSignal): Promise<void> {
  let last: PageJob | undefined;
  let pauseMs = firstPauseMs;
  const tell = (data: string) => {
    last = JSON.parse(data) as PageJob;
    pauseMs = firstPauseMs;
    onJob(last);
  };
  while (!signal.aborted && !(last && hasEnded(last.state))) {
    try {
      await readEvents(id, tell, signal);
    } catch (error) {
      if (error instanceof ApiProblem || signal.aborted) throw error;
    }
    if (last && hasEnded(last.state)) return;
    const waitMs = pauseMs;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }
}

async function readEvents(id: string, onData: (data: string) => void, signal: AbortSignal): Promise<void> {
  const key = readApiKey();
  const headers = {
    Accept: "text/event-stream",
    ...(key !== undefined && { Authorization: `Bearer ${key}` }),
  };
  const response = await fetch(`/v1/jobs/${encodeURIComponent(id)}/events`, { headers, signal });
  if (!response.ok) throw new ApiProblem("answered", { status: response.status, keyWasSent: key !== undefined });
  const read = createEventReader(onData);
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
    read(decoder.decode(part.value, { stream: true }));
}
