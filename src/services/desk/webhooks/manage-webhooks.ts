import { randomBytes } from "node:crypto";
import {
  type Delivery,
  type NewWebhook,
  oldSecretHours,
  type Webhook,
  type WebhookChange,
  webhookLimits,
} from "../../../domain/webhooks/webhook.js";
import { secretPrefix } from "../../../domain/webhooks/sign.js";
import { AppError } from "../../../errors.js";
import type { Parcel } from "../../../ports/desk/outbox.js";
import type { StoredWebhook } from "../../../ports/desk/webhook-store.js";
import { checkFollows } from "../delivery/check-follows.js";
import type { DeliveryPorts } from "../delivery/delivery-ports.js";
import { makeId } from "../delivery/make-token.js";
import type { DeskCall } from "../desk-call.js";

interface OneWebhook {
  readonly params: { readonly id: string };
}

export interface ManageWebhooks {
  listWebhooks(call: DeskCall): Promise<{ webhooks: readonly Webhook[] }>;
  createWebhook(call: DeskCall<{ readonly body: NewWebhook }>): Promise<Webhook>;
  updateWebhook(call: DeskCall<OneWebhook & { readonly body: WebhookChange }>): Promise<Webhook>;
  deleteWebhook(call: DeskCall<OneWebhook>): Promise<undefined>;
  listDeliveries(call: DeskCall<OneWebhook>): Promise<{ deliveries: readonly Delivery[] }>;
  retryDelivery(
    call: DeskCall<{ readonly params: { readonly id: string; readonly delivery: string } }>,
  ): Promise<Delivery>;
}

export function createManageWebhooks(ports: DeliveryPorts): ManageWebhooks {
  const { webhooks, matches, caller, clock } = ports;
  const find: Find = async ({ reader, params: { id } }) => {
    const webhook = await webhooks.readWebhook(id);
    if (webhook?.reader !== reader) throw new AppError("not_found", `There is no webhook ${id}.`);
    return webhook;
  };
  return {
    async listWebhooks({ reader }) {
      return { webhooks: (await webhooks.listWebhooks(reader)).map((webhook) => describe(webhook)) };
    },
    async createWebhook({ reader, body: { url, follows } }) {
      caller.check(url);
      await checkFollows(matches, { reader, follows });
      if ((await webhooks.listWebhooks(reader)).length >= webhookLimits.webhooks)
        throw new AppError("too_large", `A reader can have at most ${webhookLimits.webhooks} webhooks.`);
      const secret = makeSecret();
      const made: StoredWebhook = {
        id: makeId(),
        reader,
        url,
        secret,
        ...(follows && { follows }),
        state: "active",
        lastMatch: await matches.readLast(),
        createdAt: clock(),
      };
      await webhooks.saveWebhook(made);
      return describe(made, secret);
    },
    async updateWebhook(call) {
      const { body } = call;
      if (body.url !== undefined) caller.check(body.url);
      await checkFollows(matches, { reader: call.reader, follows: body.follows });
      const changed = changeWebhook(await find(call), body, clock());
      await webhooks.saveWebhook(changed);
      ports.wake();
      return describe(changed, body.newSecret && changed.secret);
    },
    async deleteWebhook(call) {
      await webhooks.deleteWebhook((await find(call)).id);
      return undefined;
    },
    ...createManageDeliveries(ports, find),
  };
}

type Find = (call: DeskCall<OneWebhook>) => Promise<StoredWebhook>;

function createManageDeliveries(
  { outbox, wake }: DeliveryPorts,
  find: Find,
): Pick<ManageWebhooks, "listDeliveries" | "retryDelivery"> {
  const list = async (id: string) => (await outbox.list(id, webhookLimits.deliveries)).map(describeDelivery);
  return {
    listDeliveries: async (call) => ({ deliveries: await list((await find(call)).id) }),
    async retryDelivery(call) {
      const { id } = await find(call);
      const { delivery } = call.params;
      const isKnown = (await list(id)).some((known) => known.id === delivery);
      if (!isKnown) throw new AppError("not_found", `There is no delivery ${delivery}.`);
      if (!(await outbox.retry(id, delivery)))
        throw new AppError("conflict", "Only a delivery that has failed can be retried.");
      const waiting = (await list(id)).find((known) => known.id === delivery)!;
      wake();
      return waiting;
    },
  };
}

function makeSecret(): string {
  return `${secretPrefix}${randomBytes(32).toString("base64")}`;
}

function changeWebhook(webhook: StoredWebhook, change: WebhookChange, now: Date): StoredWebhook {
  const { follows: before, ...kept } = webhook;
  const { url = kept.url, paused, newSecret, follows } = change;
  const watched = follows === undefined ? before : (follows ?? undefined);
  const until = new Date(now.getTime() + oldSecretHours * 3_600_000);
  return {
    ...kept,
    url,
    ...(watched && { follows: watched }),
    ...(paused !== undefined && { state: paused ? "paused" : "active" }),
    ...(newSecret && { secret: makeSecret(), oldSecret: { secret: kept.secret, until } }),
  };
}

function describe({ id, url, follows, state, createdAt }: StoredWebhook, secret?: string): Webhook {
  return {
    id,
    url,
    state,
    ...(follows && { follows }),
    createdAt: createdAt.toISOString(),
    ...(secret !== undefined && { secret }),
  };
}

function describeDelivery({ id, state, count, attempts, reason, nextAt, createdAt, sentAt }: Parcel): Delivery {
  return {
    id,
    state,
    matches: count,
    attempts,
    ...(reason !== undefined && { reason }),
    ...(state === "waiting" && { nextAt: nextAt.toISOString() }),
    createdAt: createdAt.toISOString(),
    ...(sentAt && { sentAt: sentAt.toISOString() }),
  };
}
