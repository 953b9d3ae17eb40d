import type { HealthCheck } from "../../domain/health/report.js";
import type { QueueFacts } from "../../ports/health/health-probes.js";

export function checkQueue({ name: server, reachable, version, flaw, evictionPolicy }: QueueFacts): HealthCheck {
  const name = "queue";
  if (!reachable || flaw !== undefined)
    return {
      name,
      state: "problem",
      detail: reachable ? `${server}: ${flaw}` : `${server} cannot be reached: ${flaw}`,
      advice:
        "Start it or put its address right (REDIS_URL, DATABASE_URL); without either the queue is in the data folder.",
    };
  const detail = version === undefined ? server : `${server}, version ${version}`;
  if (evictionPolicy === undefined || evictionPolicy === "noeviction") return { name, state: "ok", detail };
  return {
    name,
    state: "problem",
    detail: `${detail}, with maxmemory-policy ${evictionPolicy}: it may drop batches when its memory is full`,
    advice: "Set it with: redis-cli CONFIG SET maxmemory-policy noeviction, and in redis.conf.",
  };
}
