import { lookup as lookUpName } from "node:dns";
import type { LookupFunction } from "node:net";
import { readRetryAfter } from "../../domain/http/retry-after.js";
import { webhookLimits } from "../../domain/webhooks/webhook.js";
import { AppError, describeError } from "../../errors.js";
import type { CallOutcome, WebhookCaller } from "../../ports/desk/webhook-caller.js";
import { guardLookup, isPrivateAddress, privateSetting } from "../private-addresses.js";

export interface WebhookCallerOptions {
  /** Whether http, and addresses of this machine and its network may be called. */
  readonly allowsPrivate: boolean;
  /** Default 10,000. */
  readonly timeoutMs?: number;
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number;
  /** Resolves names; that of Node by default. */
  readonly lookup?: LookupFunction;
}

export function createWebhookCaller(options: WebhookCallerOptions): WebhookCaller {
  const { allowsPrivate, timeoutMs = 10_000, now = Date.now } = options;
  let opened: ReturnType<typeof openAgent> | undefined;
  const check = (url: string) => {
    const { protocol, hostname } = new URL(url);
    if (allowsPrivate) return;
    if (protocol !== "https:")
      throw new AppError("bad_input", `The address must begin with https:// (${privateSetting}).`);
    if (isPrivateAddress(hostname))
      throw new AppError("bad_input", `${hostname} is a private address (${privateSetting}).`);
  };
  return {
    check,
    async call({ url, headers, body }, { signal: given } = {}) {
      try {
        check(url);
        const { agent, fetch } = await (opened ??= openAgent(options));
        const late = AbortSignal.timeout(timeoutMs);
        const signal = given ? AbortSignal.any([late, given]) : late;
        const answer = await fetch(url, {
          method: "POST",
          redirect: "manual",
          headers: { ...headers, "user-agent": "paperkin" },
          body,
          signal,
          dispatcher: agent,
        });
        return await judge(answer, now());
      } catch (error) {
        // fetch hides the reason behind its own error.
        return {
          outcome: "later",
          reason: describeError(error instanceof TypeError && error.cause ? error.cause : error),
        };
      }
    },
    close: async () => (await opened)?.agent.close(),
  };
}

/** Loaded with the first call: most commands, and servers without webhooks, make none. */
async function openAgent({
  allowsPrivate,
  timeoutMs = 10_000,
  lookup = lookUpName as unknown as LookupFunction,
}: WebhookCallerOptions) {
  const { Agent, fetch } = await import("undici");
  const agent = new Agent({
    connections: 1,
    pipelining: 0,
    keepAliveTimeout: 1,
    connect: { timeout: timeoutMs, lookup: allowsPrivate ? lookup : guardLookup(lookup) },
  });
  return { agent, fetch };
}

type Answer = Pick<Response, "ok" | "status"> & {
  readonly headers: { get(name: string): string | null };
  readonly body: (AsyncIterable<Uint8Array> & { cancel(): Promise<void> }) | null;
};

async function judge(answer: Answer, now: number): Promise<CallOutcome> {
  const { ok, status, headers, body } = answer;
  if (ok) {
    await body?.cancel();
    return { outcome: "taken" };
  }
  // An answer that breaks off is an answer.
  const said = await readBeginning(body ?? []).catch(() => "");
  const reason = `answered ${status}${said === "" ? "" : `: ${said}`}`;
  if (status === 410) return { outcome: "gone", reason };
  const place = cleanText(headers.get("location") ?? "");
  if (status >= 300 && status < 400 && place !== "") {
    return {
      outcome: "later",
      reason: `answered ${status}: it has moved to ${place}. Change the address of the webhook.`,
    };
  }
  const waitMs = readRetryAfter(headers.get("retry-after"), now);
  return { outcome: "later", reason, ...(waitMs !== undefined && { waitMs }) };
}

/** The first line or so of an answer, for people; the rest is not read. */
async function readBeginning(body: AsyncIterable<Uint8Array> | readonly Uint8Array[]): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= webhookLimits.answerBytes) break;
  }
  return cleanText(Buffer.concat(chunks).subarray(0, webhookLimits.answerBytes).toString());
}

/** One line, and not a long one. */
function cleanText(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 200);
}
