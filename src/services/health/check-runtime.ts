import type { HealthCheck } from "../../domain/health/report.js";
import type { NativeModule, RuntimeFacts } from "../../ports/health/health-probes.js";

export function checkNode({ nodeVersion, oldestNodeVersion }: RuntimeFacts): HealthCheck {
  const name = "Node.js";
  if (compareVersions(nodeVersion, oldestNodeVersion) >= 0) return { name, state: "ok", detail: nodeVersion };
  return {
    name,
    state: "problem",
    detail: `${nodeVersion}; ${oldestNodeVersion} or newer is needed`,
    advice: "Install a newer Node.js from https://nodejs.org, then run npm run setup.",
  };
}

export function checkEmbedding({ embedThreads, embedThreadsBecause }: RuntimeFacts): HealthCheck {
  const name = "embedding";
  if (embedThreads === 0) return { name, state: "ok", detail: "left to npm run worker, as WORKERS=0 says" };
  const threads = `${embedThreads} ${embedThreads === 1 ? "thread" : "threads"}`;
  return { name, state: "ok", detail: `${threads} for papers: ${embedThreadsBecause}` };
}

export function checkNativeModules(modules: readonly NativeModule[]): HealthCheck {
  const name = "compiled parts";
  const broken = modules.filter(({ flaw }) => flaw !== undefined);
  if (broken.length === 0)
    return { name, state: "ok", detail: `${modules.map((module) => module.name).join(", ")} load` };
  return {
    name,
    state: "problem",
    detail: broken.map((module) => `${module.name} does not load (${module.flaw})`).join("; "),
    advice: "Build them with: npm run setup. It says which compiler is missing, if one is.",
  };
}

/** Above 0 when `a` is the newer; what stands behind the numbers, as in 21.0.0-nightly, is not looked at. */
function compareVersions(a: string, b: string): number {
  const [first = [], second = []] = [a, b].map((version) => version.split(/[.-]/).map(Number));
  for (const place of [0, 1, 2]) {
    const difference = (first[place] ?? 0) - (second[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
