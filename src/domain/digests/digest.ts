import { z } from "zod";

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

export const digestLimits = { digests: 50, follows: 500, papers: 50, mails: 10 } as const;
/** Limits of mails that a reader can cause without a new paper, in a day. */
export const mailLimits = { confirmationsOfAddress: 3, confirmationsOfReader: 20, testsOfDigest: 10 } as const;
/** How long the link that confirms an address is valid. */
export const confirmationHours = 48;

const idSchema = z.string().min(1).max(100);
export const followIdsSchema = z
  .array(idSchema)
  .min(1)
  .max(digestLimits.follows)
  .describe("Ids of the follows whose papers are sent; all of yours where absent");
/** An address as browsers accept it: no quotes, comments or line breaks. */
const addressSchema = z
  .email({ pattern: z.regexes.html5Email, error: "must be one mail address, such as ada@example.org" })
  .max(254)
  .describe("Where it is sent");
const timeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 07:30")
  .describe("Local time at which it is sent");
const zoneSchema = z
  .string()
  .min(1)
  .max(60)
  .refine(isTimeZone, "must be a time zone of the IANA database, such as Europe/Berlin")
  .describe("Time zone of the IANA database, such as Europe/Berlin");
const frequencySchema = z.enum(["daily", "weekly"]).describe("Sent every day, or on one day of the week");
const weekdaySchema = z.enum(weekdays).describe("The day of a weekly one");

export const newDigestSchema = z.strictObject({
  address: addressSchema,
  follows: followIdsSchema.optional(),
  frequency: frequencySchema.default("daily"),
  weekday: weekdaySchema.default("monday"),
  time: timeSchema.default("07:00"),
  timeZone: zoneSchema.default("UTC"),
});

export const digestChangeSchema = z.strictObject({
  address: addressSchema.optional().describe("A new address is confirmed first"),
  follows: followIdsSchema.nullable().optional().describe("null: all of your follows"),
  frequency: frequencySchema.optional(),
  weekday: weekdaySchema.optional(),
  time: timeSchema.optional(),
  timeZone: zoneSchema.optional(),
  paused: z.boolean().optional().describe("false starts it again; one that was unsubscribed is confirmed first"),
});

export const parcelStates = ["waiting", "sending", "sent", "failed", "unknown"] as const;

export const mailSchema = z.object({
  id: z.string(),
  kind: z.enum(["confirm", "digest", "test"]),
  state: z
    .enum(parcelStates)
    .describe(
      "unknown: the server stopped, or the connection broke, while it was sent: it may not have been delivered",
    ),
  papers: z.int().describe("Papers in it"),
  attempts: z.int(),
  reason: z.string().optional().describe("Why it was not sent yet, or at all"),
  createdAt: z.string(),
  sentAt: z.string().optional(),
});

export const digestSchema = z.object({
  id: z.string(),
  address: z.string(),
  follows: z.array(z.string()).optional().describe("Absent: all of your follows"),
  frequency: z.enum(["daily", "weekly"]),
  weekday: z.enum(weekdays),
  time: z.string(),
  timeZone: z.string(),
  state: z
    .enum(["unconfirmed", "active", "paused", "unsubscribed"])
    .describe("unconfirmed: nobody has opened the link sent to the address yet"),
  createdAt: z.string(),
  mails: z.array(mailSchema).describe(`Its last mails, at most ${digestLimits.mails}, newest first`),
});

export const sendingSchema = z.object({
  hasMailServer: z.boolean().describe("Whether `SMTP_URL` is set; without it, no digest can be created"),
  publicUrl: z.string().describe("The address to which mails and feeds link"),
  isPublicUrlSet: z
    .boolean()
    .describe("Whether `PUBLIC_URL` is set; without it, links work on the server's machine only"),
});
export type Sending = z.output<typeof sendingSchema>;

export const digestsAnswerSchema = z.object({
  digests: z.array(digestSchema),
  sending: sendingSchema.describe("How the server is set up"),
});
export type DigestsAnswer = z.output<typeof digestsAnswerSchema>;

export type NewDigest = z.output<typeof newDigestSchema>;
export type DigestChange = z.output<typeof digestChangeSchema>;
export type Digest = z.output<typeof digestSchema>;
export type MailRecord = z.output<typeof mailSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name }).format(0);
    return true;
  } catch {
    return false;
  }
}

export interface DigestTimes extends Pick<Digest, "frequency" | "weekday" | "time" | "timeZone"> {}

/** The times as cron writes them. */
export function toCron({ frequency, weekday, time }: DigestTimes): string {
  const [hour, minute] = time.split(":").map(Number);
  const day = frequency === "weekly" ? String((weekdays.indexOf(weekday) + 1) % 7) : "*";
  return `${minute} ${hour} * * ${day}`;
}
