import { connectRedis, type RedisConnection } from "../../src/adapters/redis/connect.js";
import type { LocalServer } from "./local-server.js";
import { startRedis } from "./start-redis.js";

/** A real Redis for the tests of a file, with connections to it. */
export interface OpenRedis {
  readonly server: LocalServer;
  connect(): Promise<RedisConnection>;
  /** A prefix of keys that no other test uses. */
  nextPrefix(): string;
  close(): Promise<void>;
}

export async function openRedis(): Promise<OpenRedis> {
  const server = await startRedis();
  const connections: RedisConnection[] = [];
  let prefixes = 0;
  return {
    server,
    nextPrefix: () => `test${(prefixes += 1)}`,
    async connect() {
      const connection = await connectRedis({ url: server.url });
      connections.push(connection);
      return connection;
    },
    async close() {
      for (const connection of connections) connection.close();
      await server.stop();
    },
  };
}
