import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** A browser may keep the cookies of a session through restarts, so the server ends it. */
const maxAgeMs = 30 * 24 * 60 * 60 * 1000;

/** A token that proves knowledge of a key without holding it: `<time>.<random>.<HMAC with the key>`. */
export function createSessionToken(key: string, now: number): string {
  const claim = `${now.toString(36)}.${randomBytes(16).toString("base64url")}`;
  return `${claim}.${sign(claim, key).toString("base64url")}`;
}

/** The place of the key that a token was made with, so that it ends with its key; `undefined` if it is none of these. */
export function findSessionKey(token: string, keys: readonly string[], now: number): number | undefined {
  const [, claim = "", time = "", signature = ""] = /^(([\da-z]{1,11})\.[\w-]{22})\.([\w-]{43})$/.exec(token) ?? [];
  const given = Buffer.from(signature, "base64url");
  const ageMs = now - Number.parseInt(time, 36);
  if (given.length !== 32 || !(ageMs >= 0 && ageMs < maxAgeMs)) return undefined;
  const place = keys.map((key) => timingSafeEqual(given, sign(claim, key))).indexOf(true);
  return place < 0 ? undefined : place;
}

function sign(claim: string, key: string): Buffer {
  return createHmac("sha256", key).update(`paperkin session ${claim}`).digest();
}
