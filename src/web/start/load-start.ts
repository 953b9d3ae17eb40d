import type { Overview } from "../../domain/overview/answer.js";
import type { Collection } from "../../domain/collections/collection.js";
import type { InboxAnswer } from "../../domain/follows/inbox.js";
import type { RisingTopicAnswer } from "../../domain/trends/answer.js";
import { prepareLatex } from "../shared/latex.js";
import type { Asking } from "../search/load-view.js";

/** What the start page shows beside the search box. A part that is missing is late, or could not be had. */
export interface StartParts {
  readonly overview?: Overview;
  readonly inbox?: InboxAnswer;
  readonly collections?: readonly Collection[];
  readonly rising?: readonly RisingTopicAnswer[];
}

type Loaders = { readonly [Name in keyof StartParts]-?: (asking: Asking) => Promise<NonNullable<StartParts[Name]>> };

const createLoaders = ({ call, signal }: Required<Asking>): Loaders => ({
  overview: () => call("GET /v1/overview", { signal }),
  inbox: async () => {
    const inbox = await call("GET /v1/inbox", { query: { new: true, limit: 4 }, signal });
    await prepareLatex(inbox.papers.map(({ paper }) => paper.title));
    return inbox;
  },
  collections: async () => (await call("GET /v1/collections", { signal })).collections,
  rising: async () => (await call("GET /v1/trending", { signal })).topics.rising,
});

/** Asks for the parts that are missing; each is told as soon as it is there. None fails the page. */
export async function loadStart(
  known: StartParts,
  asking: Required<Asking>,
  onPart: (part: StartParts) => void,
): Promise<void> {
  const asked = Object.entries(createLoaders(asking)).map(async ([name, load]) => {
    if (known[name as keyof StartParts] !== undefined) return;
    try {
      onPart({ [name]: await load(asking) });
    } catch {
      // The page is complete without it.
    }
  });
  await Promise.all(asked);
}
