import { describeError } from "../../errors.js";
import type { NativeModule } from "../../ports/health/health-probes.js";

/** Node's own figures; a container's limit of memory counts. */
export function probeRuntime(): { readonly nodeVersion: string; readonly availableMemoryBytes: number } {
  return { nodeVersion: process.versions.node, availableMemoryBytes: process.availableMemory() };
}

/** Loads what is compiled for this machine, each package by itself, and uses it once. */
export function loadNativeModules(): Promise<readonly NativeModule[]> {
  const uses: Readonly<Record<string, () => Promise<void>>> = {
    "better-sqlite3": async () => {
      const { default: Database } = await import("better-sqlite3");
      new Database(":memory:").close();
    },
    "hnswlib-node": async () => {
      const { default: hnswlib } = await import("hnswlib-node");
      new hnswlib.HierarchicalNSW("ip", 2).initIndex(1);
    },
    "onnxruntime-node": async () => void (await import("@huggingface/transformers")),
  };
  return Promise.all(Object.entries(uses).map(([name, use]) => tryModule(name, use)));
}

async function tryModule(name: string, use: () => Promise<void>): Promise<NativeModule> {
  try {
    await use();
    return { name };
  } catch (error) {
    // What the loader says goes on for pages about the places where it looked.
    return { name, flaw: describeError(error).split("\n")[0] ?? "" };
  }
}
