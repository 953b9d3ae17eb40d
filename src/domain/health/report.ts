/** The state of one part of an installation. A warning can wait; a problem prevents something from working. */
export interface Verdict {
  readonly state: "ok" | "warning" | "problem";
  /** The finding in one sentence. */
  readonly detail: string;
  /** What to do; absent if there is nothing to do. */
  readonly advice?: string;
}

export interface HealthReport {
  /** Whether there is no problem. */
  readonly ok: boolean;
  readonly checks: readonly (Verdict & { readonly name: string })[];
}

export const ok = (detail: string): Verdict => ({ state: "ok", detail });
export const warning = (detail: string, advice: string): Verdict => ({ state: "warning", detail, advice });
export const problem = (detail: string, advice: string): Verdict => ({ state: "problem", detail, advice });
