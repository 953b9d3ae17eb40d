export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** `1 paper`, `2 papers`. */
export function formatPapers(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "paper" : "papers"}`;
}

const byteUnits = ["kB", "MB", "GB", "TB"];

/** In powers of 1000, as file managers and hubs show sizes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} bytes`;
  const power = Math.min(byteUnits.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toFixed(value < 100 ? 1 : 0)} ${byteUnits[power - 1] ?? ""}`;
}

/** `8 s`, `1 min 15 s`, `2 h 5 min`: two units at most. */
export function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${formatCount(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}
