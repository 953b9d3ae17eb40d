import type { Socket } from "node:net";
import type { Redis } from "ioredis";
import { adviseOnTls } from "./advise-on-tls.js";

const settings = { address: "REDIS_URL", authority: "REDIS_CA", encrypted: "rediss://", plain: "redis://" };

/** What to do about a connection to Redis that broke, if TLS may be the reason. */
export function adviseOnRedis(message: string): string | undefined {
  return adviseOnTls(message, settings);
}

/** The option with which a client trusts these certificates, PEM text, in place of those that Node.js trusts. */
export function trust(ca: string | undefined): { tls?: { ca: string } } {
  return ca === undefined ? {} : { tls: { ca } };
}

/** ioredis listens to one error of a connection; with TLS a second one may follow, which would end the process. */
export function guardConnections<Client extends Redis>(client: Client): Client {
  const { connector } = client as unknown as { connector: { connect(...given: unknown[]): Promise<Socket> } };
  const connect = connector.connect.bind(connector);
  connector.connect = async (...given) => (await connect(...given)).on("error", () => undefined);
  return client;
}
