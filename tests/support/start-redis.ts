import { once } from "node:events";
import { connect } from "node:net";
import { findProgram, servicesAreRequired, startServer, type LocalServer } from "./local-server.js";

const program = findProgram("redis-server");

/** Why tests with a real Redis are skipped; undefined when they run. */
export const redisMissing =
  program || servicesAreRequired ? undefined : "redis-server is not installed on this machine";

/** A Redis that persists every write (appendonly), as in the project's docker-compose.yml. */
export async function startRedis(): Promise<LocalServer> {
  if (!program) throw new Error("redis-server is not installed, and PAPERKIN_REQUIRE_SERVICES=1 demands it");
  return startServer({
    name: "redis",
    stopSignal: "SIGTERM",
    prepare: async () => undefined,
    command: (folder, port) => {
      const place = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
      const durability = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"];
      return [program, ...place, ...durability];
    },
    url: (port) => `redis://127.0.0.1:${port}`,
    answers: ping,
  });
}

async function ping(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    socket.write("PING\r\n");
    const [reply] = await once(socket, "data");
    return String(reply).startsWith("+PONG");
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
