import { formatCount } from "../domain/text/amounts.js";

export { formatBytes, formatCount } from "../domain/text/amounts.js";

/** `1 paper`, `2 papers`. */
export function formatPapers(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "paper" : "papers"}`;
}

/** `8 s`, `1 min 15 s`, `2 h 5 min`: two units at most. */
export function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${formatCount(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}
