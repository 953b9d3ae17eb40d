import { compareAnswerSchema, modelsAnswerSchema } from "../domain/models/change.js";
import type { CallOptions, ReindexCalls } from "./client.js";
import type { SendRequest } from "./send-request.js";

/** Loading a model, and two searches a question, may take longer than other calls. */
const longestMs = 300_000;

export function createReindexCalls(send: SendRequest): ReindexCalls {
  const path = "/v1/reindex";
  const answer = modelsAnswerSchema;
  const patient = { timeoutMs: longestMs };
  const step = (name: string) => (call?: CallOptions) =>
    send({ ...patient, ...call, method: "POST", path: `${path}/${name}`, answer, repeatable: false });
  return {
    status: (call) => send({ ...call, path, answer }),
    start: (model, call) => send({ ...patient, ...call, method: "POST", path, json: { model }, answer }),
    compare: (request = {}, call) =>
      send({
        ...patient,
        ...call,
        method: "POST",
        path: `${path}/compare`,
        json: request,
        answer: compareAnswerSchema,
      }),
    switch: step("switch"),
    rollback: step("rollback"),
    drop: (call) => send({ ...patient, ...call, method: "DELETE", path, answer, repeatable: false }),
  };
}
