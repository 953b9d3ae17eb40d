import { describeError } from "../../errors.js";
import type { NativeModule } from "../../ports/health/health-probes.js";

/** Loads what is compiled for this machine, each package by itself, and uses it once. */
export function probeNativeModules(): Promise<readonly NativeModule[]> {
  return Promise.all([
    tryModule("better-sqlite3", async () => new (await import("better-sqlite3")).default(":memory:").close()),
    tryModule("hnswlib-node", async () =>
      new (await import("hnswlib-node")).default.HierarchicalNSW("ip", 2).initIndex(1),
    ),
    tryModule("onnxruntime-node", () => import("@huggingface/transformers")),
  ]);
}

async function tryModule(name: string, use: () => Promise<unknown>): Promise<NativeModule> {
  try {
    await use();
    return { name };
  } catch (error) {
    // After its first line the loader lists every place where it looked.
    return { name, flaw: describeError(error).split("\n")[0] };
  }
}
