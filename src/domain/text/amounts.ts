/** `1,234,567`. Integers only; the first call of `toLocaleString`, with the same result, takes 20 ms in a browser. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `1 paper`, `2 papers`. */
export function formatPapers(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "paper" : "papers"}`;
}

const byteUnits = ["kB", "MB", "GB", "TB"];

/** `1 byte`, `66.3 kB`, `126 MB`: in powers of 1000, as file managers and hubs show sizes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? "1 byte" : `${Math.round(bytes)} bytes`;
  const power = Math.min(byteUnits.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toFixed(value < 100 ? 1 : 0)} ${byteUnits[power - 1] ?? ""}`;
}

/** `8 s`, `5 min`, `2 h 5 min`: with the precision of an estimate. */
export function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = `${formatCount(Math.floor(minutes / 60))} h`;
  return minutes % 60 === 0 ? hours : `${hours} ${minutes % 60} min`;
}

/** `0.75/s`, `7.1/s`, `1,133/s`. */
export function formatRate(perSecond: number): string {
  return `${perSecond < 10 ? Number(perSecond.toPrecision(2)) : formatCount(Math.round(perSecond))}/s`;
}
