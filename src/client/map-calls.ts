import type { MapCalls } from "./client.js";
import type { SendRequest } from "./send-request.js";

export function createMapCalls(send: SendRequest): MapCalls {
  const path = "/v1/map";
  return {
    read: (part, call) => send({ ...call, path, query: { part } }),
    state: (call) => send({ ...call, path: `${path}/state` }),
    draw: ({ anew } = {}, call) => send({ ...call, method: "POST", path, query: { anew } }),
    place: (id, call) => send({ ...call, path: `${path}/papers/${encodeURIComponent(id)}` }),
  };
}
