import { closeSync, existsSync, openSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/*
 * npm runs this before any install script when paperkin is installed as a package. The script of onnxruntime-node
 * downloads 300 MB of CUDA libraries on Linux unless they exist, and fails without a network; `.npmrc`, which prevents
 * that in a checkout, is not part of a package. An empty file in place of each library prevents it here, and a CPU
 * never loads them. A user who sets ONNXRUNTIME_NODE_INSTALL has decided otherwise.
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

/** A dependency of transformers.js, which npm may put in any node_modules; in a checkout it is not installed yet. */
function findRuntime() {
  try {
    const transformers = createRequire(import.meta.url).resolve("@huggingface/transformers");
    return dirname(createRequire(transformers).resolve("onnxruntime-node/package.json"));
  } catch {
    return undefined;
  }
}
