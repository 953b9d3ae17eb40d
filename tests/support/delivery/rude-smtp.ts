import { type AddressInfo, createServer, type Socket } from "node:net";

/** `silent`: takes the connection and says nothing; `cut`: hangs up in the middle of a mail. */
export type Rudeness = "silent" | "cut";

/** A mail server as no library makes one. */
export async function startRudeSmtp(rudeness: Rudeness) {
  const sockets = new Set<Socket>();
  let mails = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    if (rudeness === "silent") return;
    socket.write("220 rude\r\n");
    let inMail = false;
    socket.on("data", (bytes) => {
      if (inMail) return void socket.destroy();
      inMail = /^DATA/im.test(bytes.toString());
      if (inMail) mails += 1;
      socket.write(inMail ? "354 go on\r\n" : "250 fine\r\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    countMails: () => mails,
    countConnections: () => sockets.size,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
