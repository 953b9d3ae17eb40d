import { formatBytes } from "../../domain/text/amounts.js";
import type { HealthCheck } from "../../domain/health/report.js";
import type { ModelFacts } from "../../ports/health/health-probes.js";

/** Every file of the model in use is there and has the pinned sha256. */
export function checkModel({ id, bytes, files }: ModelFacts): HealthCheck {
  const name = "model";
  const flawed = files.filter(({ state }) => state !== "ok");
  if (flawed.length === 0)
    return { name, state: "ok", detail: `${id}: ${files.length} files, ${formatBytes(bytes)}, each with its sha256` };
  const wrong = flawed.filter(({ state }) => state === "wrong");
  const found =
    wrong.length > 0
      ? `${wrong.map(({ file }) => file).join(", ")} ${wrong.length === 1 ? "has" : "have"} the wrong sha256`
      : `${flawed.length} of ${files.length} files are missing`;
  return {
    name,
    state: "problem",
    detail: `${id}: ${found}`,
    advice: `Get it with: paperkin models fetch ${id} (${formatBytes(bytes)}), or without a network: paperkin models import <file or folder>`,
  };
}
