import { type Command, Option } from "commander";
import { type Digest, type NewDigest, weekdays } from "../../../domain/digests/digest.js";
import type { RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { reportDesk } from "./on-desk.js";

type AddOptions = Partial<Pick<NewDigest, "weekday" | "time">> & { readonly zone?: string; readonly follow?: string[] };

export function addDigestsCommand(program: Command, run: RunCommand): void {
  const digests = program
    .command("digests")
    .summary("list, add, test and remove mails of new papers")
    .description("Shows the mails of new papers and controls them. A server with SMTP_URL sends them.");
  describeHelp(digests, {
    examples: ["paperkin digests", "paperkin digests add ada@example.org --time 07:30 --zone Europe/Berlin"],
    exitCodes: "0 there are digests, 1 there are none, 2 error",
  });
  addListCommand(digests, run);
  addAddCommand(digests, run);
  const send = digests
    .command("send")
    .description("sends a test, or sends again what may not have been delivered")
    .argument("<id>", "the digest");
  describeHelp(send, {
    examples: ["paperkin digests send ZGlnZXN0LW9u"],
    json: "the mail, as POST /v1/digests/{id}/send answers.",
    exitCodes: "0 it will be sent, 2 error",
  });
  send.action((id: string) =>
    run(send, (context) =>
      reportDesk(context, async ({ desk }) => {
        const mail = await desk.sendDigest({ params: { id } });
        const what = mail.kind === "test" ? "A test" : "The last digest";
        return { answer: mail, lines: [`${what} with ${mail.papers} papers waits to be sent.`] };
      }),
    ),
  );
  const remove = digests.command("remove").description("removes a digest").argument("<id>", "the digest");
  describeHelp(remove, {
    examples: ["paperkin digests remove ZGlnZXN0LW9u"],
    json: "{}",
    exitCodes: "0 removed, 2 error",
  });
  remove.action((id: string) =>
    run(remove, (context) =>
      reportDesk(context, async ({ desk }) => {
        await desk.deleteDigest({ params: { id } });
        return { answer: {}, lines: ["Removed."] };
      }),
    ),
  );
}

function addListCommand(digests: Command, run: RunCommand): void {
  const list = digests.command("list", { isDefault: true }).description("shows your digests and their last mails");
  describeHelp(list, {
    examples: ["paperkin digests list"],
    json: '{"digests": [digest]}, as GET /v1/digests answers.',
    exitCodes: "0 there are digests, 1 there are none, 2 error",
  });
  list.action(() =>
    run(list, (context) =>
      reportDesk(context, async ({ desk }) => {
        const answer = await desk.listDigests({});
        const isEmpty = answer.digests.length === 0;
        const lines = isEmpty ? ["There are no digests."] : answer.digests.flatMap(showDigest);
        return { answer, lines, isEmpty };
      }),
    ),
  );
}

function addAddCommand(digests: Command, run: RunCommand): void {
  const add = digests
    .command("add")
    .description("sends new papers to an address, once somebody there has confirmed it")
    .argument("<address>", "mail address")
    .addOption(new Option("--weekday <day>", "weekly, on this day; daily by default").choices(weekdays))
    .option("--time <time>", "local time, such as 07:30")
    .option("--zone <zone>", "time zone, such as Europe/Berlin; UTC by default")
    .option("--follow <id...>", "only papers of these follows");
  describeHelp(add, {
    examples: ["paperkin digests add ada@example.org --time 07:30 --zone Europe/Berlin"],
    json: "the digest, as POST /v1/digests answers.",
    exitCodes: "0 added, 2 error",
  });
  add.action((address: string, { weekday, time, zone, follow }: AddOptions) =>
    run(add, (context) =>
      reportDesk(context, async ({ desk }) => {
        const body = {
          address,
          ...(weekday && { frequency: "weekly" as const, weekday }),
          ...(time !== undefined && { time }),
          ...(zone !== undefined && { timeZone: zone }),
          ...(follow && { follows: follow }),
        };
        const digest = await desk.createDigest({ body });
        return { answer: digest, lines: showDigest(digest) };
      }),
    ),
  );
}

function showDigest({ id, address, frequency, weekday, time, timeZone, state, mails }: Digest): readonly string[] {
  const day = frequency === "weekly" ? `weekly on ${weekday}` : "daily";
  const shown = mails.slice(0, 3).map(({ kind, state: sent, papers, sentAt, createdAt, reason }) => {
    const why = reason === undefined ? "" : `: ${reason}`;
    return `  ${sentAt ?? createdAt}  ${kind}, ${papers} papers, ${sent}${why}`;
  });
  return [`${id}  ${address}, ${day} at ${time} (${timeZone}), ${state}`, ...shown];
}
