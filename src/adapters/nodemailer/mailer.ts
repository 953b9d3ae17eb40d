import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection, { type SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";
import { isLoopback } from "../../domain/http/loopback.js";
import { AppError, describeError } from "../../errors.js";
import type { Mailer, MailOutcome, OutgoingMail } from "../../ports/desk/mailer.js";

export interface MailerOptions {
  /** `smtp://user:password@host:587`, or `smtps://…`; may hold a password, which is never shown. */
  readonly url: string;
  /** What mails come from: `paperkin@example.org`, or `Paper news <paperkin@example.org>`. */
  readonly from: string;
  /** Default 30,000. */
  readonly timeoutMs?: number;
}

/**
 * Hands mails to an SMTP server. TLS is used where the server offers it, and demanded for a password; on this machine it is
 * not. Throws `bad_input` for a wrong address of the server.
 */
export function createMailer({ url, from, timeoutMs = 30_000 }: MailerOptions): Mailer {
  const server = readServer(url);
  const times = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
  const connect = (signal?: AbortSignal) =>
    openConnection({ auth: server.auth, options: { ...server.options, ...times } }, signal);
  return {
    name: server.name,
    from: address,
    send: (mail, { signal } = {}) => handOver(mail, { connect, from, address, signal }),
    async findTrouble() {
      try {
        (await connect()).quit();
        return undefined;
      } catch (error) {
        return `${server.name} takes no mail: ${describeError(error)}`;
      }
    },
    close: () => undefined,
  };
}

interface Server {
  readonly name: string;
  readonly options: SMTPConnectionOptions;
  readonly auth: { readonly user: string; readonly pass: string } | undefined;
}

function readServer(text: string): Server {
  if (!URL.canParse(text))
    throw new AppError("bad_input", "SMTP_URL is not an address such as smtp://mail.example.org");
  const { protocol, hostname, port, username, password } = new URL(text);
  const secure = protocol === "smtps:";
  const host = hostname.replace(/^\[|\]$/g, "");
  const auth = username === "" ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  const isHere = isLoopback(host);
  return {
    name: `${protocol}//${hostname}${port === "" ? "" : `:${port}`}`,
    options: {
      host,
      port: port === "" ? (secure ? 465 : 587) : Number(port),
      secure,
      ...(isHere && { ignoreTLS: true }),
      ...(!isHere && auth && !secure && { requireTLS: true }),
    },
    auth,
  };
}

async function openConnection(
  { options, auth }: Pick<Server, "options" | "auth">,
  signal: AbortSignal | undefined,
): Promise<SMTPConnection> {
  const connection = new SMTPConnection(options);
  try {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      connection.once("error", reject);
      connection.connect((error) => {
        if (error) return reject(error);
        if (!auth) return resolve();
        connection.login({ credentials: auth }, (refused) => (refused ? reject(refused) : resolve()));
      });
    });
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

interface HandOver {
  readonly connect: (signal: AbortSignal | undefined) => Promise<SMTPConnection>;
  readonly from: string;
  readonly address: string;
  readonly signal: AbortSignal | undefined;
}

async function handOver(mail: OutgoingMail, { connect, from, address, signal }: HandOver): Promise<MailOutcome> {
  let connection: SMTPConnection;
  let content: Buffer;
  try {
    content = await compose(mail, from);
    connection = await connect(signal);
  } catch (error) {
    // Not one byte of the mail was sent. A refused password may be corrected.
    return { outcome: "later", reason: describeError(error) };
  }
  let isHandedOver = false;
  const stream = new Readable({
    read() {
      // The server has said that it takes the content: from here on, silence means nothing.
      isHandedOver = true;
      this.push(content);
      this.push(null);
    },
  });
  try {
    await new Promise<void>((resolve, reject) => {
      // The end of the connection is what tells that the server has not got the mail.
      const leave = () => isHandedOver || (connection.close(), reject(signal?.reason));
      signal?.addEventListener("abort", leave, { once: true });
      connection.once("error", reject);
      connection.send({ from: address, to: [mail.to] }, stream, (error) => (error ? reject(error) : resolve()));
    });
    connection.quit();
    return { outcome: "sent" };
  } catch (error) {
    connection.close();
    return judge(error as MailFault, isHandedOver);
  }
}

/** The code of the server's answer, if it gave one. */
type MailFault = Error & { readonly responseCode?: number };

function judge(error: MailFault, isHandedOver: boolean): MailOutcome {
  const reason = describeError(error);
  const { responseCode } = error;
  if (responseCode !== undefined) return { outcome: responseCode >= 500 ? "refused" : "later", reason };
  return { outcome: isHandedOver ? "unknown" : "later", reason };
}

function compose(mail: OutgoingMail, from: string): Promise<Buffer> {
  const { to, subject, text, html, messageId, date, unsubscribe } = mail;
  const composer = new MailComposer({
    from,
    to,
    subject,
    text,
    html,
    messageId,
    date,
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(unsubscribe !== undefined && {
        "List-Unsubscribe": { prepared: true, value: `<${unsubscribe}>` },
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
  });
  return composer.compile().build();
}
