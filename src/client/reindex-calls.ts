import type { ModelsAnswer } from "../domain/models/change.js";
import type { CallOptions, ReindexCalls } from "./client.js";
import type { SendRequest } from "./send-request.js";

/** A model takes time to load, and a comparison takes two searches a question. */
const timeoutMs = 300_000;

export function createReindexCalls(send: SendRequest): ReindexCalls {
  const path = "/v1/reindex";
  const patient = { timeoutMs };
  const step = (name: string) => (call?: CallOptions) =>
    send<ModelsAnswer>({ ...patient, ...call, method: "POST", path: `${path}/${name}`, tries: 1 });
  return {
    status: (call) => send({ ...call, path }),
    start: (model, call) => send({ ...patient, ...call, method: "POST", path, json: { model } }),
    compare: (request = {}, call) =>
      send({ ...patient, ...call, method: "POST", path: `${path}/compare`, json: request }),
    switch: step("switch"),
    rollback: step("rollback"),
    drop: (call) => send({ ...patient, ...call, method: "DELETE", path, tries: 1 }),
  };
}
