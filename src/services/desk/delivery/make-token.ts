import { createHash, randomBytes } from "node:crypto";
import { spellId } from "../../../domain/input/spell-id.js";

/** 192 random bits. */
export function makeToken(): string {
  return spellId(randomBytes(24));
}

export function makeId(): string {
  return spellId(randomBytes(9));
}

/** What is kept of a token that need not be shown again. */
export function digestToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
