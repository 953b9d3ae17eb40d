import { define, senderOf, urlOf, yesOrNo } from "./parse-setting.js";

/** What mails, feeds and webhooks need. */
export const deliverySettings = {
  publicUrl: define({
    env: "PUBLIC_URL",
    fallback: undefined,
    fallbackText: "`http://HOST:PORT`",
    help: "Address of the page as readers know it, for links in [mails and feeds](delivery.md)",
    parse: urlOf("http:", "https:"),
  }),
  smtpUrl: define({
    env: "SMTP_URL",
    fallback: undefined,
    fallbackText: "none: no mails",
    secret: true,
    help: "Mail server for digests: `smtp://user:password@host:587` or `smtps://…`",
    parse: urlOf("smtp:", "smtps:"),
  }),
  mailFrom: define({
    env: "MAIL_FROM",
    fallback: undefined,
    fallbackText: "`paperkin@` and the host of `PUBLIC_URL`",
    help: "Sender of digests: `news@example.org` or `Paper news <news@example.org>`",
    parse: senderOf,
  }),
  webhooksPrivate: define({
    env: "WEBHOOKS_PRIVATE",
    fallback: false,
    help: "1 lets webhooks call http addresses, this machine and its network, and lets OAI-PMH servers be followed there; readers choose the addresses",
    parse: yesOrNo,
  }),
};
