import { z } from "zod";
import { followIdsSchema, parcelStates } from "../digests/digest.js";

export const webhookLimits = { webhooks: 50, matches: 50, deliveries: 100, answerBytes: 4_096 } as const;
/** How long the old secret signs as well after a new one was made. */
export const oldSecretHours = 24;

const urlSchema = z
  .url({ protocol: /^https?$/, error: "must be an address that begins with https:// (or http:// where it is allowed)" })
  .max(2_000)
  .refine((url) => !/^\w+:\/\/[^/]*@/.test(url), "must not contain a user or password")
  .describe("Where matches are posted");

export const newWebhookSchema = z.strictObject({ url: urlSchema, follows: followIdsSchema.optional() });

export const webhookChangeSchema = z.strictObject({
  url: urlSchema.optional(),
  follows: followIdsSchema.nullable().optional().describe("null: all of your follows"),
  paused: z.boolean().optional().describe("Matches of the meantime are posted when it starts again"),
  newSecret: z
    .literal(true)
    .optional()
    .describe(`Makes a new secret; for ${oldSecretHours} hours deliveries are signed with the old one too`),
});

export const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  follows: z.array(z.string()).optional().describe("Absent: all of your follows"),
  state: z.enum(["active", "paused"]),
  createdAt: z.string(),
  secret: z.string().optional().describe("What signs deliveries; shown only in the answer that makes it"),
});

export const deliverySchema = z.object({
  id: z.string().describe("The header webhook-id, the same in every attempt"),
  state: z.enum(parcelStates).describe("failed: given up after about a day; retry it by hand"),
  matches: z.int().describe("Matches in it"),
  attempts: z.int(),
  reason: z.string().optional().describe("What the last attempt met"),
  nextAt: z.string().optional(),
  createdAt: z.string(),
  sentAt: z.string().optional(),
});

export type NewWebhook = z.output<typeof newWebhookSchema>;
export type WebhookChange = z.output<typeof webhookChangeSchema>;
export type Webhook = z.output<typeof webhookSchema>;
export type Delivery = z.output<typeof deliverySchema>;
