import type { OperationExample } from "../../operation.js";
import { followId as follow } from "./follows.js";

const token = "q9mZ3uV0c1sT7kXyL2wB8dFhJ4nPrE6a";
const inboxFeed = {
  token,
  atom: `v1/feeds/${token}.atom`,
  json: `v1/feeds/${token}.json`,
  createdAt: "2026-11-30T19:50:02.411Z",
};
const followFeed = { follow, ...inboxFeed };

const digest = {
  id: "ZGlnZXN0LW9u",
  address: "ada@example.org",
  frequency: "daily",
  weekday: "monday",
  time: "07:30",
  timeZone: "Europe/Berlin",
};
const mail = { id: "bWFpbC1vbmUx", kind: "digest", state: "sent", papers: 4, attempts: 1 };
const sentMail = { ...mail, createdAt: "2026-12-01T06:30:00.062Z", sentAt: "2026-12-01T06:30:00.391Z" };
const confirmMail = { ...mail, kind: "confirm", state: "waiting", papers: 0, attempts: 0 };
const newDigest = {
  ...digest,
  state: "unconfirmed",
  createdAt: "2026-11-30T19:51:30.004Z",
  mails: [{ ...confirmMail, createdAt: "2026-11-30T19:51:30.006Z" }],
};
const activeDigest = { ...newDigest, state: "active", mails: [sentMail] };

const webhook = {
  id: "d2ViaG9vay0x",
  url: "https://example.org/new-papers",
  state: "active",
  createdAt: "2026-11-30T19:53:12.730Z",
};
const secret = "whsec_3Q1c8mS5n0wXkYb2vRz7tUeHj4pLgF6aVd9iKoMqNsE=";
const tried = { id: "ZGVsaXZlcnkx", matches: 2, createdAt: "2026-11-30T20:02:44.120Z" };
const delivery = { ...tried, state: "failed", attempts: 8, reason: "answered 503: down for maintenance" };

export const listFeedsExample: OperationExample = { answer: { feeds: [inboxFeed] } };
export const renewInboxFeedExample: OperationExample = { answer: inboxFeed };
export const renewFollowFeedExample: OperationExample = { params: { id: follow }, answer: followFeed };
export const removeFeedExample: OperationExample = { params: { token } };

export const listDigestsExample: OperationExample = {
  answer: {
    digests: [activeDigest],
    sending: { hasMailServer: true, publicUrl: "https://papers.example.org/", isPublicUrlSet: true },
  },
};
export const createDigestExample: OperationExample = {
  body: { address: digest.address, time: digest.time, timeZone: digest.timeZone },
  answer: newDigest,
};
export const readDigestExample: OperationExample = { params: { id: digest.id }, answer: activeDigest };
export const updateDigestExample: OperationExample = {
  params: { id: digest.id },
  body: { paused: true },
  answer: { ...activeDigest, state: "paused" },
};
export const deleteDigestExample: OperationExample = { params: { id: digest.id } };
export const sendDigestExample: OperationExample = {
  params: { id: digest.id },
  answer: { ...mail, kind: "test", state: "waiting", attempts: 0, createdAt: "2026-12-01T09:12:08.915Z" },
};

export const listWebhooksExample: OperationExample = { answer: { webhooks: [webhook] } };
export const createWebhookExample: OperationExample = {
  body: { url: webhook.url },
  answer: { ...webhook, secret },
};
export const updateWebhookExample: OperationExample = {
  params: { id: webhook.id },
  body: { newSecret: true },
  answer: { ...webhook, secret },
};
export const deleteWebhookExample: OperationExample = { params: { id: webhook.id } };
export const listDeliveriesExample: OperationExample = {
  params: { id: webhook.id },
  answer: { deliveries: [delivery] },
};
export const retryDeliveryExample: OperationExample = {
  params: { id: webhook.id, delivery: delivery.id },
  answer: { ...tried, state: "waiting", attempts: 0, nextAt: "2026-12-02T08:00:00.000Z" },
};
