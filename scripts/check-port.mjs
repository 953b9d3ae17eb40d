#!/usr/bin/env node
import { createServer } from "node:net";

/*
 * Ends `npm start` before anything is installed or compiled where its port is in use. The server checks it again: this
 * one knows of the settings only those two that it needs, and leaves it to the server to refuse a wrong one.
 */
const port = Number(readSetting("PORT") ?? 3000);
const refusal = await tryPort();
if (refusal?.code === "EADDRINUSE") {
  process.stderr.write(
    `paperkin: Port ${port} is in use: stop what has it, or choose another, as in: PORT=${port + 1} npm start\n`,
  );
  process.exit(2);
}

/** Settings are known in small letters too, and an empty one counts as unset. */
function readSetting(name) {
  const text = (process.env[name] ?? process.env[name.toLowerCase()])?.trim();
  return text === "" ? undefined : text;
}

/** Resolves with what keeps the port from being listened on, if anything does. */
async function tryPort() {
  const server = createServer();
  try {
    await new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen({ port, host: readSetting("HOST") ?? "127.0.0.1" }, resolve);
    });
  } catch (error) {
    return error;
  }
  await new Promise((resolve) => server.close(resolve));
}
