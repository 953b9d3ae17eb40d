import type { sessionOperations } from "../../operations/session.js";
import { AppError } from "../../errors.js";
import { type Keyring, readBearer } from "../access/keyring.js";
import { clearSession, setSession } from "../access/session-cookies.js";
import { createSessionToken } from "../access/session-token.js";
import type { OwnHandlers } from "../handler.js";

export function createSessionHandlers(keyring: Keyring): OwnHandlers<typeof sessionOperations> {
  return {
    async startSession({ request, response }) {
      const key = readBearer(request);
      if (!keyring.isNeeded) return;
      if (key === undefined)
        throw new AppError("unauthorized", "A session begins with a key: Authorization: Bearer <key>");
      setSession(request, response, createSessionToken(key, Date.now()));
    },
    async endSession({ request, response }) {
      clearSession(request, response);
    },
  };
}
