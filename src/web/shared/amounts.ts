/** A whole number. `toLocaleString` writes it alike, and its first call takes as long as showing three papers. */
export function writeCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `1 paper`, `2 papers`. */
export function writePapers(count: number): string {
  return `${writeCount(count)} ${count === 1 ? "paper" : "papers"}`;
}

const byteUnits = ["kB", "MB", "GB", "TB"];

/** In powers of 1000, as file managers show sizes. */
export function writeBytes(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? "1 byte" : `${Math.round(bytes)} bytes`;
  const power = Math.min(byteUnits.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toFixed(value < 100 ? 1 : 0)} ${byteUnits[power - 1] ?? ""}`;
}

/** `8 s`, `5 min`, `2 h 5 min`: as exact as an estimate deserves. */
export function writeDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = `${writeCount(Math.floor(minutes / 60))} h`;
  return minutes % 60 === 0 ? hours : `${hours} ${minutes % 60} min`;
}

/** Things a second. */
export function writeRate(rate: number): string {
  return `${rate < 10 ? Number(rate.toPrecision(2)) : writeCount(Math.round(rate))} a second`;
}
