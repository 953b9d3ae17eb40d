import { define, matching, urlOf } from "./parse-setting.js";
import { certificateFile } from "./setting-files.js";

/** Where the queue and the schedules are. */
export const queueSettings = {
  redisUrl: define({
    env: "REDIS_URL",
    fallback: undefined,
    secret: true,
    help: "Keeps the queue in Redis: `redis://host:6379`, or `rediss://user:password@host:6379` with TLS",
    parse: urlOf("redis:", "rediss:"),
  }),
  redisCa: define({
    env: "REDIS_CA",
    fallback: undefined,
    fallbackText: "those that Node.js trusts",
    help: "File with the certificates of the authorities to trust, in PEM, if `REDIS_URL` begins with `rediss://`",
    parse: certificateFile,
  }),
  databaseUrl: define({
    env: "DATABASE_URL",
    fallback: undefined,
    secret: true,
    help: "Keeps the queue in PostgreSQL: `postgres://user@host/db`",
    parse: urlOf("postgres:", "postgresql:"),
  }),
  queueName: define({
    env: "QUEUE_NAME",
    fallback: "paperkin",
    help: "Name of the queue, if several services share one Redis or PostgreSQL",
    parse: matching(/^[a-z][a-z0-9_]{0,39}$/, "a lower-case word of letters, digits and _"),
  }),
};
