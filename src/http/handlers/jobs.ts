import type { JobAction } from "../../domain/jobs/job.js";
import type { jobOperations } from "../../operations/jobs.js";
import type { Services } from "../../services/services.js";
import type { Handlers } from "../handler.js";

/** Keeps proxies from closing an idle event stream. */
const heartbeatMs = 15_000;

export function createJobHandlers(services: Services): Handlers<typeof jobOperations> {
  const change =
    (action: JobAction) =>
    ({ params }: { readonly params: { readonly id: string } }) =>
      services.changeJob(params.id, action);
  return {
    listJobs: async ({ query }) => ({ jobs: await services.listJobs(query.limit) }),
    readJob: ({ params }) => services.readJob(params.id),
    listFailures: async ({ params, query }) => ({ failures: await services.listFailures(params.id, query.limit) }),
    listNotices: async ({ params, query }) => ({ notices: await services.listNotices(params.id, query.limit) }),
    cancelJob: change("cancel"),
    pauseJob: change("pause"),
    resumeJob: change("resume"),
    retryJob: change("retry"),
    async followJob({ params, request, response }) {
      await services.readJob(params.id);
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
      // A HEAD request needs only the headers, and the job may take hours.
      if (request.method === "HEAD") return void response.end();
      const disconnected = new AbortController();
      response.once("close", () => disconnected.abort());
      const heartbeat = setInterval(() => response.write(": still here\n\n"), heartbeatMs);
      try {
        const onChange = (job: unknown) => response.write(`event: job\ndata: ${JSON.stringify(job)}\n\n`);
        await services.waitForJob(params.id, { signal: disconnected.signal, onChange });
      } catch (error) {
        if (!disconnected.signal.aborted) throw error;
      } finally {
        clearInterval(heartbeat);
        response.end();
      }
    },
  };
}
