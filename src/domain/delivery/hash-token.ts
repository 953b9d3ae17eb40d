import { createHash } from "node:crypto";

/** Tokens are looked up by their hash, so that the time that it takes says nothing about them. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
