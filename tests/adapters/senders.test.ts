import { createMailer } from "../../src/adapters/nodemailer/mailer.js";
import { createWebhookCaller } from "../../src/adapters/webhooks/webhook-caller.js";
import { describeMailer } from "../contracts/mailer.contract.js";
import { describeWebhookCaller } from "../contracts/webhook-caller.contract.js";

describeMailer("mails by SMTP", (settings) => createMailer({ ...settings, from: "News <news@example.org>" }));
describeWebhookCaller("calls by undici", (settings) => createWebhookCaller({ ...settings, allowsPrivate: true }));
