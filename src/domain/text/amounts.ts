export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

const byteUnits = ["kB", "MB", "GB", "TB"];

/** In powers of 1000, as file managers and hubs show sizes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} bytes`;
  const power = Math.min(byteUnits.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toFixed(value < 100 ? 1 : 0)} ${byteUnits[power - 1] ?? ""}`;
}
