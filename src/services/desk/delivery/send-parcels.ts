import { coalesceRuns, createSerialRunner } from "../../../domain/concurrency/serial-tasks.js";
import { planRetry } from "../../../domain/delivery/plan-retry.js";
import { describeError } from "../../../errors.js";
import type { ClaimedParcel, Lane, Outbox, ParcelKind, Settlement } from "../../../ports/desk/outbox.js";
import { callWebhook } from "../webhooks/call-webhook.js";
import { sendMail } from "../digests/send-mail.js";
import type { DeliveryPorts } from "./delivery-ports.js";

/** Sends what waits in the outbox. */
export interface ParcelSender {
  /** Sends all that is due; resolves when that has been tried. Never rejects. */
  sendDue(): Promise<void>;
  /** Takes up nothing more, breaks off what can be begun anew, and resolves when nothing is being sent. */
  stop(): Promise<void>;
}

/** Mails and calls do not wait for each other, nor one address for another: many may hang. */
const lanes: readonly { readonly kinds: readonly ParcelKind[]; readonly atOnce: number }[] = [
  { kinds: ["confirm", "digest", "test"], atOnce: 4 },
  { kinds: ["call"], atOnce: 8 },
];

export function createParcelSender(ports: DeliveryPorts): ParcelSender {
  const stopping = new AbortController();
  const { signal } = stopping;
  const records = createRecords(ports);
  const runs = lanes.map(({ kinds, atOnce }) => {
    const send = createSendDue(ports, { kinds, records, signal });
    return coalesceRuns(async () => {
      await Promise.all(Array.from({ length: atOnce }, send)).catch((error: unknown) =>
        ports.logger.error({ reason: describeError(error) }, "deliveries could not be sent"),
      );
    });
  });
  let latest: Promise<unknown> = Promise.resolve();
  return {
    async sendDue() {
      if (signal.aborted) return;
      await (latest = Promise.all(runs.map((run) => run())));
    },
    async stop() {
      stopping.abort(new Error("The server was stopped."));
      await latest;
      await records.writeAll();
    },
  };
}

interface SendDue extends Pick<Lane, "kinds"> {
  readonly records: Records;
  readonly signal: AbortSignal;
}

/** Sends one parcel after another until none is due; several of these run at once. */
function createSendDue(ports: DeliveryPorts, { kinds, records, signal }: SendDue): () => Promise<void> {
  const { outbox, clock } = ports;
  const busy = new Set<string>();
  const inOrder = createSerialRunner();
  const take = () =>
    inOrder(async () => {
      await records.writeAll();
      if (signal.aborted) return undefined;
      const parcel = await outbox.claim(clock(), { kinds, busy: [...busy] });
      if (parcel) busy.add(parcel.address);
      return parcel;
    });
  const attempt = async (parcel: ClaimedParcel): Promise<Settlement> => {
    const kind = parcel.kind === "call" ? ("call" as const) : ("mail" as const);
    const sending = (kind === "call" ? callWebhook : sendMail)(ports, parcel, { signal });
    // Mailers and callers do not reject: nothing was sent where, say, the store did not answer.
    const settlement: Settlement = await sending.catch((error: unknown) =>
      planRetry({ kind, attempts: parcel.attempts, reason: describeError(error), now: clock() }),
    );
    // What was broken off is not the other side's fault: the next start goes on with it.
    const isBrokenOff = signal.aborted && settlement.state === "waiting";
    return isBrokenOff ? { ...settlement, nextAt: clock() } : settlement;
  };
  return async () => {
    for (let parcel = await take(); parcel; parcel = await take()) {
      const settlement = await attempt(parcel).finally(() => busy.delete(parcel!.address));
      await records.write(parcel, settlement);
    }
  };
}

type Records = ReturnType<typeof createRecords>;

/**
 * Records what became of parcels. What a full disk refuses is kept in memory and recorded before anything else is sent:
 * it was sent, and must not seem to be lost.
 */
function createRecords({
  outbox,
  logger,
}: Pick<DeliveryPorts, "logger"> & { readonly outbox: Pick<Outbox, "settle"> }) {
  const unwritten = new Map<string, Settlement>();
  const write = async ({ id, kind, owner, address }: ClaimedParcel, settlement: Settlement) => {
    if (settlement.state === "failed" || settlement.state === "unknown")
      logger.warn({ kind, owner, address, reason: settlement.reason }, "a delivery was given up");
    unwritten.set(id, settlement);
    await writeAll();
  };
  const writeAll = async () => {
    for (const [id, settlement] of unwritten) {
      await outbox.settle(id, settlement);
      unwritten.delete(id);
    }
  };
  return { write, writeAll };
}
