import type { Command } from "commander";
import type { Delivery, Webhook } from "../../../domain/webhooks/webhook.js";
import type { RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { reportDesk } from "./on-desk.js";

export function addWebhooksCommand(program: Command, run: RunCommand): void {
  const webhooks = program
    .command("webhooks")
    .summary("list, add and remove addresses that new papers are posted to")
    .description("Shows the addresses that new papers are posted to, and what became of it.");
  describeHelp(webhooks, {
    examples: ["paperkin webhooks", "paperkin webhooks add https://example.org/new-papers"],
    exitCodes: "0 there are webhooks, 1 there are none, 2 error",
  });
  const list = webhooks.command("list", { isDefault: true }).description("shows your webhooks");
  describeHelp(list, {
    examples: ["paperkin webhooks list"],
    json: '{"webhooks": [webhook]}, as GET /v1/webhooks answers.',
    exitCodes: "0 there are webhooks, 1 there are none, 2 error",
  });
  list.action(() =>
    run(list, (context) =>
      reportDesk(context, async ({ desk }) => {
        const answer = await desk.listWebhooks({});
        const isEmpty = answer.webhooks.length === 0;
        return { answer, lines: isEmpty ? ["There are no webhooks."] : answer.webhooks.map(showWebhook), isEmpty };
      }),
    ),
  );
  const add = webhooks.command("add").description("posts new papers to an address").argument("<url>", "the address");
  describeHelp(add, {
    examples: ["paperkin webhooks add https://example.org/new-papers"],
    json: "the webhook with its secret, as POST /v1/webhooks answers.",
    exitCodes: "0 added, 2 error",
  });
  add.action((url: string) =>
    run(add, (context) =>
      reportDesk(context, async ({ desk }) => {
        const webhook = await desk.createWebhook({ body: { url } });
        const secret = `  secret, which is not shown again: ${webhook.secret ?? ""}`;
        return { answer: webhook, lines: [showWebhook(webhook), secret] };
      }),
    ),
  );
  addOneCommands(webhooks, run);
}

function addOneCommands(webhooks: Command, run: RunCommand): void {
  const deliveries = webhooks
    .command("deliveries")
    .description("shows the last deliveries of a webhook")
    .argument("<id>", "the webhook");
  describeHelp(deliveries, {
    examples: ["paperkin webhooks deliveries d2ViaG9vay0x"],
    json: '{"deliveries": [delivery]}, as GET /v1/webhooks/{id}/deliveries answers.',
    exitCodes: "0 there are deliveries, 1 there are none, 2 error",
  });
  deliveries.action((id: string) =>
    run(deliveries, (context) =>
      reportDesk(context, async ({ desk }) => {
        const answer = await desk.listDeliveries({ params: { id } });
        const isEmpty = answer.deliveries.length === 0;
        return { answer, lines: isEmpty ? ["Nothing was posted yet."] : answer.deliveries.map(showDelivery), isEmpty };
      }),
    ),
  );
  const remove = webhooks.command("remove").description("removes a webhook").argument("<id>", "the webhook");
  describeHelp(remove, {
    examples: ["paperkin webhooks remove d2ViaG9vay0x"],
    json: "{}",
    exitCodes: "0 removed, 2 error",
  });
  remove.action((id: string) =>
    run(remove, (context) =>
      reportDesk(context, async ({ desk }) => {
        await desk.deleteWebhook({ params: { id } });
        return { answer: {}, lines: ["Removed."] };
      }),
    ),
  );
}

function showWebhook({ id, url, state }: Webhook): string {
  return `${id}  ${url}, ${state}`;
}

function showDelivery({ id, createdAt, matches, state, attempts, reason }: Delivery): string {
  return `${createdAt}  ${id}  ${matches} matches, ${state} after ${attempts} attempts${reason === undefined ? "" : `: ${reason}`}`;
}
