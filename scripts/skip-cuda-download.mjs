import { closeSync, existsSync, openSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/*
 * npm runs this before any install script when paperkin is installed as a package. The one of onnxruntime-node fetches
 * 300 MB of CUDA libraries on Linux, unless they are there, and fails without a network; `.npmrc`, which stops it in a
 * checkout, is not part of a package. An empty file in place of each library stops it here, and no CPU ever loads one.
 * ONNXRUNTIME_NODE_INSTALL says that the user has decided about them.
 */
const libraries = ["cuda", "shared", "tensorrt"].map((part) => `libonnxruntime_providers_${part}.so`);
const isDecided = ["ONNXRUNTIME_NODE_INSTALL", "npm_config_onnxruntime_node_install"].some(
  (name) => process.env[name] !== undefined,
);
const folder = isDecided ? undefined : findRuntime();
if (folder !== undefined) {
  for (const library of libraries) {
    const file = join(folder, "bin", "napi-v6", "linux", "x64", library);
    if (existsSync(dirname(file)) && !existsSync(file)) closeSync(openSync(file, "w"));
  }
}

/** It belongs to transformers.js, and lies wherever npm put it; in a checkout nothing is installed yet. */
function findRuntime() {
  try {
    const transformers = createRequire(import.meta.url).resolve("@huggingface/transformers");
    return dirname(createRequire(transformers).resolve("onnxruntime-node/package.json"));
  } catch {
    return undefined;
  }
}
