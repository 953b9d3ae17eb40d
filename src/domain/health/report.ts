import { z } from "zod";

/** How one part of an installation is. A warning can wait; a problem keeps something from working. */
export const healthCheckSchema = z.object({
  name: z.string().describe("What was looked at, such as data folder"),
  state: z.enum(["ok", "warning", "problem"]),
  detail: z.string().describe("What was found, one sentence"),
  advice: z.string().optional().describe("What to do; absent when all is well"),
});
export type HealthCheck = z.output<typeof healthCheckSchema>;

export const healthReportSchema = z.object({
  ok: z.boolean().describe("Whether there is no problem"),
  checks: z.array(healthCheckSchema),
});
export type HealthReport = z.output<typeof healthReportSchema>;

export function joinChecks(checks: readonly HealthCheck[]): HealthReport {
  return { ok: checks.every(({ state }) => state !== "problem"), checks: [...checks] };
}

export type Verdict = Omit<HealthCheck, "name">;

export const ok = (detail: string): Verdict => ({ state: "ok", detail });
export const warning = (detail: string, advice: string): Verdict => ({ state: "warning", detail, advice });
export const problem = (detail: string, advice: string): Verdict => ({ state: "problem", detail, advice });
