import { describeError } from "../../errors.js";
import type { NativeModule } from "../../ports/health/health-probes.js";

/** Loads each package that is compiled for this machine, and uses it once. */
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
    // The loader lists every path it tried after the first line.
    return { name, flaw: describeError(error).split("\n")[0] };
  }
}
