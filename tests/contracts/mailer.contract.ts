import { afterEach, describe, expect, it } from "vitest";
import type { Mailer, OutgoingMail } from "../../src/ports/desk/mailer.js";
import { type Rudeness, startRudeSmtp } from "../support/delivery/rude-smtp.js";
import { startSmtpSink } from "../support/delivery/smtp-sink.js";
import { until } from "../support/until.js";

const mail: OutgoingMail = {
  to: "ada@example.com",
  subject: "Two new papers: Grüße",
  text: "As text.\n.\nA line with a dot.",
  html: "<p>As HTML.</p>",
  messageId: "<mail-1@papers.example.org>",
  date: new Date("2026-12-01T06:30:00Z"),
  unsubscribe: "https://papers.example.org/unsubscribe/token",
};

export interface MailerSettings {
  /** Of the server. */
  readonly url: string;
  readonly timeoutMs: number;
}

/** @param create makes a mailer that sends from `news@example.org` */
export function describeMailer(name: string, create: (settings: MailerSettings) => Mailer): void {
  describe(name, () => {
    const undo: (() => Promise<void> | void)[] = [];
    afterEach(async () => {
      for (const step of undo.splice(0).toReversed()) await step();
    });
    const open = (url: string, timeoutMs = 500) => {
      const mailer = create({ url, timeoutMs });
      undo.push(() => mailer.close());
      return mailer;
    };
    const startSink = async () => {
      const sink = await startSmtpSink();
      undo.push(() => sink.close());
      return { sink, mailer: open(sink.url) };
    };
    const startRude = async (rudeness: Rudeness) => {
      const server = await startRudeSmtp(rudeness);
      undo.push(() => server.close());
      return { server, mailer: open(server.url, 60_000) };
    };

    it("hands over the mail as it is", async () => {
      const { sink, mailer } = await startSink();
      expect(await mailer.send(mail)).toEqual({ outcome: "sent" });
      expect(await mailer.findTrouble()).toBeUndefined();
      const [got] = sink.mails;
      const headers = Object.fromEntries((got?.headers ?? []).map(({ key, value }) => [key, value]));
      expect(got).toMatchObject({ subject: mail.subject, messageId: mail.messageId, recipients: [mail.to] });
      expect([got?.from?.address, got?.text?.trim(), new Date(got?.date ?? 0)]).toEqual([
        "news@example.org",
        mail.text,
        mail.date,
      ]);
      expect([headers["list-unsubscribe"], headers["list-unsubscribe-post"]]).toEqual([
        `<${mail.unsubscribe}>`,
        "List-Unsubscribe=One-Click",
      ]);
    });

    it.each([
      ["rcpt", 450, "later"],
      ["rcpt", 550, "refused"],
      ["data", 451, "later"],
      ["data", 554, "refused"],
    ] as const)("at %s, %i means %s", async (at, code, outcome) => {
      const { sink, mailer } = await startSink();
      sink.meet((stage) => (stage === at ? { code } : undefined));
      expect(await mailer.send(mail)).toMatchObject({ outcome, reason: expect.stringContaining(String(code)) });
      expect(sink.mails).toEqual([]);
    });

    it("does not know what became of a mail that was handed over, and not acknowledged", async () => {
      const { sink, mailer } = await startSink();
      sink.meet((stage) => (stage === "data" ? "wait" : undefined));
      expect(await mailer.send(mail)).toMatchObject({ outcome: "unknown" });
    });

    it("does not know what became of a mail in whose middle the server hung up", async () => {
      const { mailer } = await startRude("cut");
      expect(await mailer.send(mail)).toMatchObject({ outcome: "unknown" });
    });

    it("sends later where nobody listens or answers, and says so", async () => {
      const { sink, mailer } = await startSink();
      await sink.close();
      expect(await mailer.send(mail)).toMatchObject({ outcome: "later" });
      expect(await mailer.findTrouble()).toContain("takes no mail");
      const silent = await startRudeSmtp("silent");
      undo.push(() => silent.close());
      expect(await open(silent.url).send(mail)).toMatchObject({ outcome: "later" });
    });

    it("breaks off what is not handed over yet, and sends nothing once it is aborted", async () => {
      const { server, mailer } = await startRude("silent");
      const stopping = new AbortController();
      const sending = mailer.send(mail, { signal: stopping.signal });
      await until("it is connected", () => server.countConnections() === 1);
      stopping.abort(new Error("stopped"));
      expect(await sending).toEqual({ outcome: "later", reason: "stopped" });
      const { sink, mailer: other } = await startSink();
      expect(await other.send(mail, { signal: stopping.signal })).toMatchObject({ outcome: "later" });
      expect(sink.mails).toEqual([]);
    });
  });
}
