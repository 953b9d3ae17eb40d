import { randomBytes } from "node:crypto";
import { maxWaitMs } from "../../../../domain/delivery/plan-retry.js";
import type { ClaimedParcel, Lane, Outbox } from "../../../../ports/desk/outbox.js";
import type { StoredWebhook } from "../../../../ports/desk/webhook-store.js";
import type { DeskParts } from "../desk-parts.js";
import { openParcels, readWaiting, toParcel, type WaitingParcel } from "./parcels.js";
import { changeParcel } from "./write-parcels.js";

/** The attempts that this process has under way, by parcel. */
export type Attempts = Map<string, string>;

/** Senders say each minute that they are at it; most connections are given up much earlier. */
export const silentMs = 5 * 60_000;
/** Parcels that are looked at together. */
const pageSize = 200;

export function createClaim(parts: DeskParts, attempts: Attempts): Outbox["claim"] {
  return async (now, lane) => {
    const paused = new Set<string>();
    const isOpen = ({ kind, address, owner }: WaitingParcel) =>
      lane.kinds.includes(kind) && !lane.busy.includes(address) && !paused.has(owner);
    for (let page = 0; ; page += 1) {
      const due = await readDue(parts, { lane, nowMs: now.getTime(), page });
      for (const parcel of due.parcels) {
        if (!isOpen(parcel)) continue;
        const attempt = randomBytes(6).toString("base64url");
        const claimed = await claimOne(parts, { parcel, nowMs: now.getTime(), attempt });
        if (claimed === "paused") paused.add(parcel.owner);
        else if (claimed) attempts.set(claimed.id, attempt);
        if (claimed && claimed !== "paused") return claimed;
      }
      if (due.isLast) return undefined;
    }
  };
}

interface DueQuery {
  readonly lane: Lane;
  readonly nowMs: number;
  readonly page: number;
}

/** A page of what is due, in its order, and of what would wait for too long. */
async function readDue(parts: DeskParts, { lane, nowMs, page }: DueQuery) {
  const { keys } = openParcels(parts);
  const hasCalls = lane.kinds.includes("call");
  const hasMails = lane.kinds.some((kind) => kind !== "call");
  const lanes = [...(hasMails ? ["mail" as const] : []), ...(hasCalls ? ["call" as const] : [])];
  const answers = await parts.connection.ask((redis) => {
    const read = (key: string, from: string, to: string) =>
      redis.zrangebyscore(key, from, to, "WITHSCORES", "LIMIT", page * pageSize, pageSize);
    return Promise.all(
      lanes.flatMap((name) => [
        read(keys.waiting(name), "-inf", String(nowMs)),
        read(keys.waiting(name), `(${nowMs + maxWaitMs}`, "+inf"),
      ]),
    );
  });
  const due = answers.flatMap((answer) =>
    answer.flatMap((member, at) => (at % 2 === 0 ? { member, dueAt: Number(answer[at + 1]) } : [])),
  );
  due.sort((one, other) => one.dueAt - other.dueAt || (one.member < other.member ? -1 : 1));
  return {
    parcels: due.map(({ member }) => readWaiting(member)),
    isLast: answers.every((answer) => answer.length < 2 * pageSize),
  };
}

interface Claim {
  readonly parcel: WaitingParcel;
  readonly nowMs: number;
  readonly attempt: string;
}

/** Undefined if another process has it by now. */
async function claimOne(
  parts: DeskParts,
  { parcel: { id, owner }, nowMs, attempt: name }: Claim,
): Promise<ClaimedParcel | "paused" | undefined> {
  const parcels = openParcels(parts);
  const { keys } = parcels;
  return parts.transact(keys.scope(owner), async (tx) => {
    const [before] = await parcels.read([id]);
    const [webhook, payload] = (await parts.connection.pipe([
      ["HGET", keys.owners("webhooks"), owner],
      ["HGET", keys.payloads, id],
    ])) as (string | null)[];
    if (before?.state !== "waiting" || (before.nextAt > nowMs && before.nextAt <= nowMs + maxWaitMs)) return undefined;
    if (webhook && (JSON.parse(webhook) as StoredWebhook).state === "paused") return "paused";
    const attempt = { name, until: parts.now() + silentMs };
    const after = { ...before, state: "sending" as const, attempts: before.attempts + 1, attempt };
    changeParcel({ tx, keys }, before, after);
    return { ...toParcel(after), payload: payload ?? "" };
  });
}
