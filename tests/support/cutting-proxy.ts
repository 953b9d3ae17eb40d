import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface CuttingProxy {
  readonly url: string;
  /** How many connections were cut. */
  cuts(): number;
  close(): Promise<void>;
}

/** Passes everything on to a server, but closes the first connection that sends this word in place of its answer. */
export async function openCuttingProxy(url: string, word: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let cuts = 0;
  const server = createServer((client) => {
    const target = connect(Number(port), hostname);
    let cutsNext = false;
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => [client, target].forEach((end) => end.destroy()));
    }
    client.on("data", (data) => {
      cutsNext = cuts === 0 && data.toString("latin1").includes(word);
      target.write(data);
    });
    target.on("data", (data) => {
      if (!cutsNext) return void client.write(data);
      cuts += 1;
      client.destroy();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => cuts,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
