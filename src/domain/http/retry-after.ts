/**
 * Milliseconds to wait according to a `Retry-After` header: seconds, or a date (RFC 9110, section 10.2.3). `undefined`
 * if the header is missing or malformed.
 *
 * @param now in milliseconds since 1970
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
