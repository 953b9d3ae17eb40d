import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { fillWebhooks } from "../../../src/services/desk/webhooks/fill-webhooks.js";
import { type DeliveryBench, openDeliveryBench, reader } from "./delivery-bench.js";
import { type Rudeness, startRudeSmtp } from "./rude-smtp.js";
import { type SmtpSink, startSmtpSink } from "./smtp-sink.js";

/** A program that is called; `calls` are the ids of the deliveries. */
export async function startProgram(answer: RequestListener) {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      calls.push(String(request.headers["webhook-id"]));
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    await new Promise((resolve) => server.close(resolve).closeAllConnections());
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, calls };
}

export const answering =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end("no");

export function openBench(smtpUrl?: string): DeliveryBench {
  const bench = openDeliveryBench(smtpUrl === undefined ? {} : { smtpUrl });
  onTestFinished(() => bench.close());
  return bench;
}

export async function startSink(): Promise<SmtpSink> {
  const sink = await startSmtpSink();
  onTestFinished(() => sink.close());
  return sink;
}

export async function openHook(bench: DeliveryBench, answer: RequestListener) {
  const program = await startProgram(answer);
  const { id } = await bench.webhooks.createWebhook({ reader, body: { url: program.url } });
  const change = (body: { url?: string; paused?: boolean }) =>
    bench.webhooks.updateWebhook({ reader, params: { id }, body });
  const list = async () => (await bench.webhooks.listDeliveries({ reader, params: { id } })).deliveries;
  const retry = (delivery = "") => bench.webhooks.retryDelivery({ reader, params: { id, delivery } });
  return { ...program, id, change, list, retry };
}

export const addPapers = ({ matches }: DeliveryBench, count: number, from = 0) =>
  matches.add(...Array.from({ length: count }, (_, index) => ({ paper: { id: `p${from + index}` } })));
export const deliver = async (bench: DeliveryBench) => {
  await fillWebhooks(bench.ports);
  await bench.sender.sendDue();
};

/** A digest to the server's own address, which needs no confirmation, with a mail that waits. */
export async function openDigest(bench: DeliveryBench, at = new Date("2026-12-01T06:30:00Z")): Promise<string> {
  const body = { address: "news@example.org", frequency: "daily", weekday: "monday", time: "07:30" } as const;
  const { id } = await bench.digests.createDigest({ reader, body: { ...body, timeZone: "UTC" } });
  addPapers(bench, 1, 900 + (await bench.ports.matches.readLast()));
  await bench.prepare({ id: `digest:${id}`, at });
  return id;
}
export const readMail = async (bench: DeliveryBench, id: string) =>
  (await bench.digests.readDigest({ reader, params: { id } })).mails[0];

export async function startRude(rudeness: Rudeness) {
  const server = await startRudeSmtp(rudeness);
  onTestFinished(() => server.close());
  return server;
}
