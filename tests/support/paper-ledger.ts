import { setTimeout as wait } from "node:timers/promises";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import type { ApiClient } from "./api-client.js";

/** A sender's record of its papers: those answered with 202, and those it must send again. */
export interface PaperLedger {
  readonly accepted: ReadonlySet<string>;
  readonly unanswered: readonly PaperInput[];
  /** Sends a list and, in parallel, a stream line by line; the server may die during it. Never rejects. */
  send(api: ApiClient, papers: readonly PaperInput[]): Promise<void>;
  /** Errors in the ids that the server lists: accepted but missing, duplicate, or never sent. */
  findFaults(ids: readonly string[]): readonly string[];
}

const lineIntervalMs = 30;

/** @param known ids that exist before anything is sent */
export function createPaperLedger(known: readonly string[]): PaperLedger {
  const sent = new Set(known);
  const accepted = new Set(known);
  let unanswered: readonly PaperInput[] = [];
  /** Lines of the latest interrupted streams, in the order in which they were sent. */
  let cut: readonly PaperInput[] = [];

  async function sendPart(papers: readonly PaperInput[], answer: ReturnType<ApiClient["sendPapers"]>) {
    const status = await answer.then(
      (reply) => reply.status,
      () => undefined,
    );
    if (status === 202) for (const { id } of papers) accepted.add(id ?? "");
    else unanswered = [...unanswered, ...papers];
    return status;
  }

  return {
    accepted,
    get unanswered() {
      return unanswered;
    },
    async send(api, papers) {
      const again = unanswered;
      const list = [...again, ...papers.slice(0, papers.length / 4)];
      const lines = papers.slice(papers.length / 4);
      unanswered = cut = [];
      for (const { id } of papers) sent.add(id ?? "");
      const [, status] = await Promise.all([
        list.length > 0 && sendPart(list, api.sendPapers(list)),
        sendPart(lines, api.streamPapers(sendSlowly(lines))),
      ]);
      if (status !== 202) cut = lines;
    },
    findFaults(ids) {
      const listed = new Set(ids);
      // Lines are stored in order: none is missing before a stored one.
      const firstMissing = cut.findIndex(({ id }) => !listed.has(id ?? ""));
      const strays = firstMissing < 0 ? [] : cut.slice(firstMissing).filter(({ id }) => listed.has(id ?? ""));
      return [
        ...[...accepted].filter((id) => !listed.has(id)).map((id) => `${id} was accepted and is lost`),
        ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is listed twice`),
        ...ids.filter((id) => !sent.has(id)).map((id) => `${id} was never sent`),
        ...strays.map(({ id }) => `${id} was kept, and a line before it was not`),
      ];
    },
  };
}

/** A stream that is long enough for a kill to interrupt it. */
async function* sendSlowly(papers: readonly PaperInput[]): AsyncGenerator<PaperInput> {
  for (const paper of papers) {
    yield paper;
    await wait(lineIntervalMs);
  }
}
