import type { FetchProgress, FileCheck, ModelSpec, ModelStore } from "../../ports/models/model-store.js";

/** Fetching, checking and importing models, as the command line uses it. */
export type ModelFiles = ModelStore;

export type { FetchProgress, FileCheck, ModelSpec };
