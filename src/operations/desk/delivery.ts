import { z } from "zod";
import {
  digestChangeSchema,
  digestLimits,
  digestsAnswerSchema,
  digestSchema,
  mailLimits,
  mailSchema,
  newDigestSchema,
} from "../../domain/digests/digest.js";
import { feedAddressSchema, feedsAnswerSchema } from "../../domain/feeds/feed-address.js";
import {
  deliverySchema,
  newWebhookSchema,
  webhookChangeSchema,
  webhookLimits,
  webhookSchema,
} from "../../domain/webhooks/webhook.js";
import * as examples from "./examples/delivery.js";
import type { OperationList } from "../operation.js";

const idOf = (what: string) => z.string().min(1).max(100).describe(`Id of the ${what}`);
const followParams = z.strictObject({ id: idOf("follow") });
const digestParams = z.strictObject({ id: idOf("digest") });
const webhookParams = z.strictObject({ id: idOf("webhook") });
const deliveryParams = z.strictObject({ id: idOf("webhook"), delivery: idOf("delivery") });
const feedParams = z.strictObject({ token: z.string().min(1).max(100).describe("Token of the feed") });

const feedOperations = {
  listFeeds: {
    method: "get",
    path: "/v1/feeds",
    scope: "read",
    tag: "Delivery",
    summary: "List the addresses of your feeds",
    answer: feedsAnswerSchema,
    example: examples.listFeedsExample,
  },
  renewInboxFeed: {
    method: "post",
    path: "/v1/inbox/feed",
    scope: "write",
    tag: "Delivery",
    summary: "Make a feed of your whole inbox, or renew its address",
    description: "An address that was in use before answers 404 from now on.",
    answer: feedAddressSchema,
    status: 201,
    example: examples.renewInboxFeedExample,
  },
  renewFollowFeed: {
    method: "post",
    path: "/v1/follows/{id}/feed",
    scope: "write",
    tag: "Delivery",
    summary: "Make a feed of a follow, or renew its address",
    description: "An address that was in use before answers 404 from now on.",
    params: followParams,
    answer: feedAddressSchema,
    status: 201,
    errors: ["not_found"],
    example: examples.renewFollowFeedExample,
  },
  removeFeed: {
    method: "delete",
    path: "/v1/feeds/{token}",
    scope: "write",
    tag: "Delivery",
    summary: "Remove a feed: its address answers 404",
    params: feedParams,
    status: 204,
    errors: ["not_found"],
    example: examples.removeFeedExample,
  },
} as const satisfies OperationList;

const digestOperations = {
  listDigests: {
    method: "get",
    path: "/v1/digests",
    scope: "read",
    tag: "Delivery",
    summary: "List your digests, with what became of their last mails",
    answer: digestsAnswerSchema,
    example: examples.listDigestsExample,
  },
  createDigest: {
    method: "post",
    path: "/v1/digests",
    scope: "write",
    tag: "Delivery",
    summary: "Get new papers by mail, every day or every week",
    description:
      "Somebody has to open the link that is sent to the address, within 48 hours; only the address that the server sends " +
      "from needs no confirmation. A mail is sent at the local time of the zone, once, whatever the clocks do on that " +
      `day, and only if there is a new paper; it has at most ${digestLimits.papers}. 503 where the server sends no mail.`,
    body: newDigestSchema,
    answer: digestSchema,
    status: 201,
    errors: ["not_found", "too_large", "too_many", "unavailable"],
    example: examples.createDigestExample,
  },
  readDigest: {
    method: "get",
    path: "/v1/digests/{id}",
    scope: "read",
    tag: "Delivery",
    summary: "Read one digest, with what became of its last mails",
    params: digestParams,
    answer: digestSchema,
    errors: ["not_found"],
    example: examples.readDigestExample,
  },
  updateDigest: {
    method: "patch",
    path: "/v1/digests/{id}",
    scope: "write",
    tag: "Delivery",
    summary: "Change a digest, pause it or start it again",
    params: digestParams,
    body: digestChangeSchema,
    answer: digestSchema,
    errors: ["not_found", "too_many", "unavailable"],
    example: examples.updateDigestExample,
  },
  deleteDigest: {
    method: "delete",
    path: "/v1/digests/{id}",
    scope: "write",
    tag: "Delivery",
    summary: "Delete a digest",
    params: digestParams,
    status: 204,
    errors: ["not_found"],
    example: examples.deleteDigestExample,
  },
  sendDigest: {
    method: "post",
    path: "/v1/digests/{id}/send",
    scope: "write",
    tag: "Delivery",
    summary: "Send a test now, or send again what may not have been delivered",
    description:
      "If the last digest is `unknown` or `failed`, that mail is sent again, with the same Message-ID. An address that has not " +
      "confirmed is asked again. Otherwise a test with the newest papers is sent, at most " +
      `${mailLimits.testsOfDigest} a day. The answer is the mail as it waits to be sent.`,
    params: digestParams,
    answer: mailSchema,
    status: 202,
    errors: ["not_found", "conflict", "too_many", "unavailable"],
    example: examples.sendDigestExample,
  },
} as const satisfies OperationList;

const webhookOperations = {
  listWebhooks: {
    method: "get",
    path: "/v1/webhooks",
    scope: "read",
    tag: "Delivery",
    summary: "List your webhooks",
    answer: z.object({ webhooks: z.array(webhookSchema) }),
    example: examples.listWebhooksExample,
  },
  createWebhook: {
    method: "post",
    path: "/v1/webhooks",
    scope: "write",
    tag: "Delivery",
    summary: "Get new papers posted to an address",
    description:
      `Matches are posted as JSON within seconds, at most ${webhookLimits.matches} in a delivery, signed as ` +
      "[Standard Webhooks](https://www.standardwebhooks.com) describes: `webhook-signature` is an HMAC-SHA256 with the " +
      "`secret`, which only this answer shows. An answer other than 2xx within 10 seconds is an error, redirects too; a " +
      "delivery is tried eight times within a day. It may arrive twice: `webhook-id` stays the same.",
    body: newWebhookSchema,
    answer: webhookSchema,
    status: 201,
    errors: ["not_found", "too_large"],
    example: examples.createWebhookExample,
  },
  updateWebhook: {
    method: "patch",
    path: "/v1/webhooks/{id}",
    scope: "write",
    tag: "Delivery",
    summary: "Change a webhook, pause it, or make a new secret",
    params: webhookParams,
    body: webhookChangeSchema,
    answer: webhookSchema,
    errors: ["not_found"],
    example: examples.updateWebhookExample,
  },
  deleteWebhook: {
    method: "delete",
    path: "/v1/webhooks/{id}",
    scope: "write",
    tag: "Delivery",
    summary: "Delete a webhook and its deliveries",
    params: webhookParams,
    status: 204,
    errors: ["not_found"],
    example: examples.deleteWebhookExample,
  },
  listDeliveries: {
    method: "get",
    path: "/v1/webhooks/{id}/deliveries",
    scope: "read",
    tag: "Delivery",
    summary: `List the last ${webhookLimits.deliveries} deliveries of a webhook, newest first`,
    params: webhookParams,
    answer: z.object({ deliveries: z.array(deliverySchema) }),
    errors: ["not_found"],
    example: examples.listDeliveriesExample,
  },
  retryDelivery: {
    method: "post",
    path: "/v1/webhooks/{id}/deliveries/{delivery}/retry",
    scope: "write",
    tag: "Delivery",
    summary: "Try a delivery again that was given up",
    params: deliveryParams,
    answer: deliverySchema,
    status: 202,
    errors: ["not_found", "conflict"],
    example: examples.retryDeliveryExample,
  },
} as const satisfies OperationList;

export const deliveryOperations = { ...feedOperations, ...digestOperations, ...webhookOperations };
