import { describeError } from "../../errors.js";

const modules: readonly (readonly [name: string, use: () => Promise<unknown>])[] = [
  ["better-sqlite3", async () => new (await import("better-sqlite3")).default(":memory:").close()],
  ["hnswlib-node", async () => new (await import("hnswlib-node")).default.HierarchicalNSW("ip", 2).initIndex(1)],
  ["onnxruntime-node", () => import("@huggingface/transformers")],
];

/** Loads each package that is compiled for this machine, and uses it once. */
export function probeNativeModules() {
  return Promise.all(
    modules.map(async ([name, use]) => {
      // The loader lists every path it tried after the first line.
      const describe = (error: unknown) => describeError(error).split("\n")[0];
      return { name, flaw: await use().then(() => undefined, describe) };
    }),
  );
}
