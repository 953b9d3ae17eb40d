/**
 * Factor by which the tests run more rounds, examples and states than on a developer's machine. Continuous integration
 * sets PAPERKIN_ROUNDS.
 */
const factor = Number(process.env["PAPERKIN_ROUNDS"] || 1);

/** Whether every state is tested rather than a sample. */
export const isThorough = factor > 1;

export function countRounds(few: number): number {
  return Math.round(few * factor);
}
