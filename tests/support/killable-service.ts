import type { Program } from "./spawn-program.js";
import { type ServerProcess, spawnServer } from "./spawn-server.js";
import { spawnWorker } from "./spawn-worker.js";

export type Part = "api" | "worker";

/**
 * The API on a data folder, with a separate worker process or an internal one, whose parts can be killed and restarted.
 */
export interface KillableService {
  readonly api: ServerProcess["api"];
  /** Starts the parts that are not running. */
  start(): Promise<void>;
  /** kill -9; resolves when the parts are gone. */
  kill(parts: readonly Part[]): Promise<void>;
  /** Stops the API gracefully, and returns its exit code. */
  endApi(): Promise<number | NodeJS.Signals | undefined>;
}

export interface KillableServiceOptions {
  readonly folder: string;
  /** The queue shared with a worker process; without one the API embeds, with its queue in the data folder. */
  readonly redisUrl?: string;
}

export function createKillableService({ folder, redisUrl }: KillableServiceOptions): KillableService {
  let server: ServerProcess | undefined;
  let worker: Program | undefined;
  const startServer = async () => {
    server ??= await spawnServer(folder, redisUrl === undefined ? {} : { REDIS_URL: redisUrl, WORKERS: "0" });
  };
  const startWorker = async () => {
    if (redisUrl !== undefined) worker ??= await spawnWorker({ REDIS_URL: redisUrl, WORKER_THREADS: "1" });
  };
  return {
    get api() {
      if (!server) throw new Error("the API does not run");
      return server.api;
    },
    async start() {
      await Promise.all([startServer(), startWorker()]);
    },
    async kill(parts) {
      const dying = [parts.includes("api") ? server : undefined, parts.includes("worker") ? worker : undefined];
      if (parts.includes("api")) server = undefined;
      if (parts.includes("worker")) worker = undefined;
      await Promise.all(dying.map((part) => part?.end("SIGKILL")));
    },
    async endApi() {
      const code = await server?.end("SIGTERM");
      server = undefined;
      return code;
    },
  };
}
