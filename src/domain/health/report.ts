import { z } from "zod";

/** The state of one part of an installation. A warning can wait; a problem prevents something from working. */
export const healthCheckSchema = z.object({
  name: z.string().describe("The part that was checked, such as data folder"),
  state: z.enum(["ok", "warning", "problem"]),
  detail: z.string().describe("The finding in one sentence"),
  advice: z.string().optional().describe("What to do; absent if there is nothing to do"),
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
