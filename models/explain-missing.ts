import { join } from "node:path";
import { AppError } from "../src/errors.js";
import type { ModelSpec } from "../src/ports/models/model-store.js";
import { formatHubUrl } from "./hub-source.js";
import { formatMavenCommand } from "./maven-source.js";

/** One source that was tried, and why it could not provide the model. */
export interface Attempt {
  readonly source: string;
  readonly reason: string;
  readonly cause?: unknown;
}

export interface Missing {
  readonly spec: ModelSpec;
  readonly cacheDir: string;
  readonly hubEndpoint: string;
  readonly attempts: readonly Attempt[];
}

/** The single message of a failed download: what was tried, which files are needed, and where to put them. */
export function explainMissing({ spec, cacheDir, hubEndpoint, attempts }: Missing): AppError {
  const damaged = attempts.find(({ cause }) => cause instanceof AppError && cause.code === "damaged");
  const lines = [
    `The model ${spec.id} is not on this machine, and no source could provide it.`,
    ...attempts.map(({ source, reason }) => `  ${source}: ${reason}`),
    `Put these files into ${join(cacheDir, spec.id)} (or into a folder that MODELS_DIR names):`,
    ...spec.files.map(({ path, bytes, sha256 }) => `  ${path}  ${bytes} bytes, sha256 ${sha256}`),
    `They are at ${formatHubUrl(hubEndpoint, spec, "<file>")}`,
    ...(spec.maven ? [`or in the jar that this command downloads: ${formatMavenCommand(spec.maven, ".")}`] : []),
    `To import a file, folder or jar that contains them, run: paperkin models import <path>`,
  ];
  const cause = damaged?.cause ?? attempts.findLast((attempt) => attempt.cause !== undefined)?.cause;
  return new AppError(damaged ? "damaged" : "model_missing", lines.join("\n"), { cause });
}
