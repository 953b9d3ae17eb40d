import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defaultCacheDir } from "../../../models/manifest.js";

/** The bare model in a process of its own. */
export interface BareModel {
  /** Embeds one query after the other, and returns the CPU time of the whole process in milliseconds. */
  embed(queries: readonly string[]): Promise<number>;
  stop(): Promise<void>;
}

const model = "bge-small-en-v1.5";

export async function startBareModel(threads?: number): Promise<BareModel> {
  const script = fileURLToPath(new URL("./bare-queries.js", import.meta.url));
  const child = fork(script, [join(defaultCacheDir(), model), ...(threads === undefined ? [] : [String(threads)])]);
  await once(child, "message");
  return {
    async embed(queries) {
      const answer = once(child, "message") as Promise<[{ cpuMs: number }]>;
      child.send(queries);
      return (await answer)[0].cpuMs;
    },
    async stop() {
      child.kill();
      await once(child, "exit");
    },
  };
}
