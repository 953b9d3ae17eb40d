import { createHash, randomBytes } from "node:crypto";

/** 192 random bits. */
export function makeToken(): string {
  return randomBytes(24).toString("base64url");
}

export function makeId(): string {
  return randomBytes(9).toString("base64url");
}

/** What is kept of a token that need not be shown again. */
export function digestToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
