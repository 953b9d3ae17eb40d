import { AppError, describeError } from "../../errors.js";
import { adviseOnRedis } from "../redis-tls.js";

/** What to do about a refusal, by the code that Redis begins it with. */
const advice: ReadonlyMap<string, string> = new Map([
  ["LOADING", "It is still loading its data: try again soon."],
  ["OOM", "Its memory is full: raise its maxmemory."],
  ["MISCONF", "It cannot write to its disk: free some space there."],
  ["READONLY", "It is a replica, which takes no changes: let REDIS_URL name the primary."],
  ["MASTERDOWN", "It is a replica that has lost its primary: let REDIS_URL name the primary."],
  ["NOREPLICAS", "It has too few replicas: start them."],
  ["NOAUTH", "Put its password into REDIS_URL."],
  ["WRONGPASS", "Correct the user and password in REDIS_URL."],
  ["NOPERM", "Let the user in REDIS_URL run all commands on all keys, or name another one."],
  ["BUSY", "A script keeps it busy: try again soon."],
]);

/** An error of ioredis as ours: refusals that say how Redis was asked are defects, and stay as they are. */
export function toAppError(name: string, error: unknown): unknown {
  if (error instanceof AppError || error instanceof TypeError || error instanceof RangeError) return error;
  const known = isRefusal(error) ? advice.get(error.message.split(" ", 1)[0]!) : undefined;
  if (isRefusal(error) && known === undefined) return error;
  const reason = describeError(error);
  const what = known ?? sentence(adviseOnRedis(reason) ?? "start it, or correct REDIS_URL");
  const verb = known === undefined ? "does not answer" : "refuses to work";
  return new AppError("unavailable", `${name} ${verb}: ${reason}. ${what}`, { cause: error });
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** Whether no answer came, so that nobody knows whether the command was carried out. */
export function isLost(error: unknown): boolean {
  return error instanceof AppError && error.cause !== undefined && !isRefusal(error.cause);
}

function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === "ReplyError";
}
