import { lookup as lookUpName } from "node:dns";
import type { LookupFunction } from "node:net";
import { webhookLimits } from "../../domain/webhooks/webhook.js";
import { AppError, describeError } from "../../errors.js";
import type { WebhookCaller } from "../../ports/desk/webhook-caller.js";
import { isPrivateAddress } from "./private-addresses.js";

export interface WebhookCallerOptions {
  /** Whether http, and addresses of this machine and its network may be called. */
  readonly allowsPrivate: boolean;
  /** Default 10,000. */
  readonly timeoutMs?: number;
  /** Resolves names; that of Node by default. */
  readonly lookup?: LookupFunction;
}

export function createWebhookCaller(options: WebhookCallerOptions): WebhookCaller {
  const { allowsPrivate, timeoutMs = 10_000 } = options;
  let opened: ReturnType<typeof openAgent> | undefined;
  const check = (url: string) => {
    const { protocol, hostname } = new URL(url);
    if (allowsPrivate) return;
    if (protocol !== "https:") throw new AppError("bad_input", `The address must begin with https:// (${setting}).`);
    if (isPrivateAddress(hostname)) throw new AppError("bad_input", `${hostname} is a private address (${setting}).`);
  };
  return {
    check,
    async call({ url, headers, body }) {
      try {
        check(url);
        const { agent, fetch } = await (opened ??= openAgent(options));
        const signal = AbortSignal.timeout(timeoutMs);
        const answer = await fetch(url, {
          method: "POST",
          redirect: "manual",
          headers: { ...headers, "user-agent": "paperkin" },
          body,
          signal,
          dispatcher: agent,
        });
        const said = await readBeginning(answer.body ?? []);
        return answer.ok ? undefined : `answered ${answer.status}${said === "" ? "" : `: ${said}`}`;
      } catch (error) {
        // fetch hides the reason behind its own error.
        return describeError(error instanceof TypeError && error.cause ? error.cause : error);
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
    connect: { timeout: timeoutMs, lookup: allowsPrivate ? lookup : guard(lookup) },
  });
  return { agent, fetch };
}

const setting = "WEBHOOKS_PRIVATE=1 allows it";

/** Refuses a name if any of its addresses is private. What it lets through is what is connected to: nothing is asked twice. */
function guard(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = Array.isArray(found) ? found : [{ address: found, family: 4 }];
      const hidden = addresses.find(({ address }) => isPrivateAddress(address));
      if (hidden) return callback(new Error(`${hostname} is at ${hidden.address}, a private address (${setting})`), []);
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      return callback(null, first?.address ?? "", first?.family);
    });
  };
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
  const text = Buffer.concat(chunks).subarray(0, webhookLimits.answerBytes).toString();
  return text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 200);
}
