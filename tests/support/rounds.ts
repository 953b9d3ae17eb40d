/**
 * How many times as many rounds, examples and states the tests go through as on a developer's machine. Continuous
 * integration sets PAPERKIN_ROUNDS.
 */
const factor = Number(process.env["PAPERKIN_ROUNDS"] || 1);

/** Whether every state is looked at, and not only a choice of them. */
export const isThorough = factor > 1;

export function countRounds(few: number): number {
  return Math.round(few * factor);
}
