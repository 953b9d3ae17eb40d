import type { FetchProgress, FileCheck, ModelSpec, ModelStore } from "../../ports/models/model-store.js";

/** Getting, checking and importing models, as the command line sees it. */
export type ModelFiles = ModelStore;

export type { FetchProgress, FileCheck, ModelSpec };
