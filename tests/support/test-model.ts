import { openEmbedder } from "../../src/compose/embedder.js";
import { loadConfig } from "../../src/config.js";
import { createLogCollector } from "./queue-options.js";
import { createModelStore } from "../../models/fetch.js";
import { servicesAreRequired } from "./local-server.js";

/** The faster of the two models; tests never fetch it. */
export const testModel = "all-MiniLM-L6-v2";

/** Why tests with a real model are skipped; undefined when they run, or must fail without one. */
export const modelMissing =
  servicesAreRequired || (await createModelStore({ hubEndpoint: "https://huggingface.co" }).find(testModel))
    ? undefined
    : `the model ${testModel} is not on this machine: paperkin models fetch ${testModel}`;

/** The model before a change to the faster one. */
export const defaultTestModel = "bge-small-en-v1.5";

/** Why tests that need both models are skipped. */
export const oneModelMissing =
  modelMissing ??
  (servicesAreRequired || (await createModelStore({ hubEndpoint: "https://huggingface.co" }).find(defaultTestModel))
    ? undefined
    : `the model ${defaultTestModel} is not on this machine: paperkin models fetch ${defaultTestModel}`);

/** Opens the model for queries, in this process. */
export function openModel(config: { readonly model: string }) {
  const { logger } = createLogCollector();
  return openEmbedder(loadConfig(config, {}), { logger, report: () => undefined, queries: true, workers: 1 });
}
