import type { CommandContext } from "../../src/cli/context.js";

const spec = {
  id: "m",
  revision: "r",
  dtype: "q8",
  pooling: "mean" as const,
  queryPrefix: "",
  documentPrefix: "",
  dimensions: 2,
  title: "A model",
  repo: "x/m",
  licence: "MIT",
  architecture: "bert",
  maxTokens: 256,
  languages: "en" as const,
  cosines: { unrelated: 0, spread: 1 },
  files: [{ path: "a", bytes: 3, sha256: "00" }],
  hashSource: "",
};

/** The models of a machine that has a single model, named `m`. */
export const oneModel: CommandContext["openModels"] = async () => {
  return {
    inUse: "m",
    report: () => undefined,
    models: {
      list: () => [spec],
      find: async () => ({ spec, folder: "/models/m" }),
      fetch: async () => ({ spec, folder: "/models/m" }),
      verify: async () => [{ modelId: "m", file: "a", path: "/models/m/a", state: "ok" as const }],
      importFrom: async () => [spec],
    },
  };
};
