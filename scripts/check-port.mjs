#!/usr/bin/env node
import { createServer } from "node:net";

/*
 * Ends `npm start` before anything is installed or compiled if its port is in use. This script reads only the two
 * settings that it needs; the server checks the port again, and refuses invalid settings.
 */
const port = Number(readSetting("PORT") ?? 3000);
const refusal = await tryPort();
if (refusal?.code === "EADDRINUSE") {
  process.stderr.write(
    `paperkin: Port ${port} is in use: stop the program that uses it, or choose another, as in: PORT=${port + 1} npm start\n`,
  );
  process.exit(2);
}

/** Names in lower case work too, and an empty value counts as unset. */
function readSetting(name) {
  const text = (process.env[name] ?? process.env[name.toLowerCase()])?.trim();
  return text === "" ? undefined : text;
}

/** Resolves with the error of listening on the port, if there is one. */
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
