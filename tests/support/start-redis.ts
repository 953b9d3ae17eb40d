import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Certificates } from "./certificates.js";
import { findProgram, servicesAreRequired, startServer, type LocalServer } from "./local-server.js";

const program = findProgram("redis-server");

/** Why tests with a real Redis are skipped; undefined when they run. */
export const redisMissing =
  program || servicesAreRequired ? undefined : "redis-server is not installed on this machine";

/** What a secured Redis asks for: TLS, and this password. */
export interface RedisSecurity {
  readonly certificates: Certificates;
  readonly password: string;
}

/** A Redis that persists every write (appendonly), as in the project's docker-compose.yml; secured if asked for. */
export async function startRedis(security?: RedisSecurity): Promise<LocalServer> {
  if (!program) throw new Error("redis-server is not installed, and PAPERKIN_REQUIRE_SERVICES=1 demands it");
  return startServer({
    name: "redis",
    stopSignal: "SIGTERM",
    prepare: async () => undefined,
    command: (folder, port) => {
      const place = ["--bind", "127.0.0.1", "--dir", folder];
      const durability = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"];
      const ports = security ? secure(port, security) : ["--port", String(port)];
      return [program, ...ports, ...place, ...durability];
    },
    url: (port) => (security ? `rediss://:${security.password}@127.0.0.1:${port}` : `redis://127.0.0.1:${port}`),
    answers: (port) => ping(port, security),
  });
}

function secure(port: number, { certificates, password }: RedisSecurity): string[] {
  const { authority, certificate, key } = certificates;
  const files = ["--tls-cert-file", certificate, "--tls-key-file", key, "--tls-ca-cert-file", authority];
  return ["--port", "0", "--tls-port", String(port), "--tls-auth-clients", "no", ...files, "--requirepass", password];
}

async function ping(port: number, security: RedisSecurity | undefined): Promise<boolean> {
  const ca = security && readFileSync(security.certificates.authority);
  const socket = ca ? connectTls({ port, host: "127.0.0.1", ca }) : connect(port, "127.0.0.1");
  try {
    await once(socket, ca ? "secureConnect" : "connect");
    socket.write("PING\r\n");
    const [reply] = await once(socket, "data");
    return /^(\+PONG|-NOAUTH)/.test(String(reply));
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
