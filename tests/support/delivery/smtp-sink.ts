import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

export interface SinkMail extends Email {
  readonly recipients: readonly string[];
  readonly raw: string;
}

/** How a test wants the next mails to be met; a mail is taken where nothing is said. */
export type Meet = (
  stage: "rcpt" | "data",
  session: SMTPServerSession,
) => { code: number } | "hang up" | "wait" | undefined;

/** A mail server that keeps what it is given. */
export async function startSmtpSink(meet: Meet = () => undefined) {
  const mails: SinkMail[] = [];
  let meeting = meet;
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onRcptTo(_address, session, callback) {
      const met = meeting("rcpt", session);
      callback(typeof met === "object" ? Object.assign(new Error("no"), { responseCode: met.code }) : undefined);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => void end());
      const end = async () => {
        const raw = Buffer.concat(chunks).toString();
        const met = meeting("data", session);
        if (typeof met === "object") return callback(Object.assign(new Error("no"), { responseCode: met.code }));
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ ...(await PostalMime.parse(raw)), recipients, raw });
        if (met === "hang up") return void server.close();
        if (met !== "wait") callback();
      };
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    meet(next: Meet) {
      meeting = next;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export type SmtpSink = Awaited<ReturnType<typeof startSmtpSink>>;
