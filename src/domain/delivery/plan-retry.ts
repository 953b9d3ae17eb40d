const minute = 60_000;
const hour = 60 * minute;

/** Waits after each failed attempt: of mails half a day in all, of webhooks a little more than a day. */
const waits = {
  mail: [minute, 5 * minute, 15 * minute, hour, 2 * hour, 4 * hour, 6 * hour],
  call: [5_000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 8 * hour, 10 * hour],
} as const;

/** No attempt is further away than this. */
export const maxWaitMs = 24 * hour;

const advice = {
  mail: "send it again once the mail server takes mails",
  call: "retry it once the program answers",
} as const;

export interface FailedAttempt {
  readonly kind: keyof typeof waits;
  /** Attempts made, with this one. */
  readonly attempts: number;
  readonly reason: string;
  /** How long the other side asks us to wait, at least. */
  readonly waitMs?: number | undefined;
  readonly now: Date;
}

export type RetryPlan =
  | { readonly state: "waiting"; readonly reason: string; readonly nextAt: Date }
  | { readonly state: "failed"; readonly reason: string };

/** When something that could not be delivered is tried again, or why it is not. */
export function planRetry({ kind, attempts, reason, waitMs = 0, now }: FailedAttempt): RetryPlan {
  const wait = waits[kind][attempts - 1];
  if (wait === undefined)
    return { state: "failed", reason: `${endSentence(reason)} Given up after ${attempts} attempts: ${advice[kind]}.` };
  return { state: "waiting", reason, nextAt: new Date(now.getTime() + Math.min(maxWaitMs, Math.max(wait, waitMs))) };
}

/** A reason as a sentence that another one can follow. */
export function endSentence(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
