import { type HealthCheck, type HealthReport, joinChecks } from "../../domain/health/report.js";
import { describeError } from "../../errors.js";
import type { HealthProbes } from "../../ports/health/health-probes.js";
import { checkDataFolder, checkStore } from "./check-data-folder.js";
import { checkIndex } from "./check-index.js";
import { checkModel } from "./check-model.js";
import { checkPort } from "./check-port.js";
import { checkQueue } from "./check-queue.js";
import { checkDisk, checkMemory } from "./check-room.js";
import { checkEmbedding, checkNativeModules, checkNode } from "./check-runtime.js";

/** Looks at all that paperkin rests on, one part after the other; nothing is written, and nothing fetched. */
export type CheckHealth = () => Promise<HealthReport>;

export interface CheckHealthDeps {
  readonly probes: HealthProbes;
  /** The model in use. */
  readonly modelId: string;
}

export function createCheckHealth({ probes, modelId }: CheckHealthDeps): CheckHealth {
  return async () => {
    const runtime = probes.readRuntime();
    const about = await Promise.all([
      checkNode(runtime),
      checkEmbedding(runtime),
      attempt("compiled parts", async () => checkNativeModules(await probes.loadNativeModules())),
      attempt("model", async () => checkModel(await probes.checkModel())),
    ]);
    const data = await attempt("data folder", () => checkData({ probes, modelId }, runtime));
    return joinChecks([
      ...about,
      ...(Array.isArray(data) ? data : [data as HealthCheck]),
      await attempt("queue", async () => checkQueue(await probes.askQueue())),
    ]);
  };
}

async function checkData(
  { probes, modelId }: CheckHealthDeps,
  runtime: ReturnType<HealthProbes["readRuntime"]>,
): Promise<readonly HealthCheck[]> {
  const folder = await probes.readDataFolder();
  const indexes = folder.store ? await probes.readIndexes(folder.store) : [];
  const checks = [
    checkDataFolder(folder),
    checkStore(folder, modelId),
    ...indexes.map((index) => checkIndex(index, folder)),
    checkDisk(folder, indexes),
    checkMemory(runtime, indexes, folder),
    checkPort(await probes.tryPort(), folder),
  ];
  return checks.filter((check) => check !== undefined);
}

/** A look that fails is a finding of its own, and keeps no other from being made. */
async function attempt<T>(name: string, look: () => Promise<T>): Promise<T | HealthCheck> {
  try {
    return await look();
  } catch (error) {
    return { name, state: "problem", detail: describeError(error), advice: "Run it again with --debug to see where." };
  }
}
