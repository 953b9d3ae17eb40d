import type { CallApi, MapCalls } from "./client.js";

export function createMapCalls(call: CallApi): MapCalls {
  return {
    read: (part, given) => call("GET /v1/map", { ...given, query: { part } }),
    state: (given) => call("GET /v1/map/state", { ...given }),
    draw: ({ anew } = {}, given) => call("POST /v1/map", { ...given, query: { anew: anew ? "true" : undefined } }),
    cancel: (given) => call("POST /v1/map/cancel", { ...given }),
    place: (id, given) => call("GET /v1/map/papers/{id}", { ...given, params: { id } }),
  };
}
