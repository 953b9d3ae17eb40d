import {
  type Follow,
  type FollowPatch,
  type FollowSpec,
  nameFollow,
  type NewFollow,
} from "../../../domain/follows/follow.js";
import type { DryRunAnswer } from "../../../domain/follows/inbox.js";
import { createUnknownPaperError } from "../../../domain/paper/unknown-paper.js";
import type { FollowStore } from "../../../ports/desk/follow-store.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { DeskCall } from "../desk-call.js";
import { startSource } from "./fetch-sources.js";
import type { Following } from "./following.js";
import { createUnknownFollowError } from "./unknown-follow.js";

export interface ManageFollowsDeps {
  readonly follows: FollowStore;
  readonly papers: Pick<PaperStore, "findPaper">;
  /** The name of a collection of a reader. Throws `not_found`. */
  readonly nameCollection: (collection: { reader: string; id: string }) => Promise<string>;
  /** Of the model in use. */
  readonly following: () => Following;
  readonly today: () => Date;
}

interface Named {
  readonly params: { readonly id: string };
}

export interface ManageFollows {
  listFollows(call: DeskCall): Promise<{ follows: readonly Follow[] }>;
  createFollow(
    call: DeskCall<{ readonly body: NewFollow; readonly query: { readonly dryRun: boolean } }>,
  ): Promise<Follow | DryRunAnswer>;
  readFollow(call: DeskCall<Named>): Promise<Follow>;
  changeFollow(call: DeskCall<Named & { readonly body: FollowPatch }>): Promise<Follow>;
  removeFollow(call: DeskCall<Named>): Promise<undefined>;
}

export function createManageFollows(deps: ManageFollowsDeps): ManageFollows {
  const { follows } = deps;
  const readFollow: ManageFollows["readFollow"] = async ({ reader, params: { id } }) => {
    const follow = await follows.readFollow({ reader, id });
    if (!follow) throw createUnknownFollowError(id);
    return follow;
  };
  return {
    readFollow,
    listFollows: async ({ reader }) => ({ follows: await follows.listFollows(reader) }),
    async createFollow({ reader, body: spec, query: { dryRun }, signal }) {
      const following = deps.following();
      const title = await nameTarget(deps, reader, spec);
      const read = await following.readSpec(spec);
      if (dryRun) return following.tryFollow({ reader, spec, read }, signal);
      const state = spec.kind === "source" ? { state: startSource(deps.today()) } : {};
      const stored = await follows.addFollow({ reader, spec, name: nameFollow(spec, { title }), read, ...state });
      following.wake();
      return readFollow({ reader, params: stored });
    },
    async changeFollow({ reader, params: { id }, body: patch }) {
      const stored = await follows.findStored({ reader, id });
      if (!stored) throw createUnknownFollowError(id);
      const read =
        patch.filter === undefined
          ? undefined
          : { ...stored.read, limits: { ...stored.read.limits, filter: patch.filter ?? {} } };
      const changed = await follows.changeFollow(stored.number, { patch, ...(read && { read }) });
      if (changed) deps.following().wake();
      return readFollow({ reader, params: { id } });
    },
    async removeFollow({ reader, params: { id } }) {
      const number = await follows.removeFollow({ reader, id });
      if (number === undefined) throw createUnknownFollowError(id);
      deps.following().wake();
      return undefined;
    },
  };
}

/** The title of what is followed, where it has one. Throws `not_found`. */
async function nameTarget(
  { papers, nameCollection }: ManageFollowsDeps,
  reader: string,
  spec: FollowSpec,
): Promise<string | undefined> {
  if (spec.kind === "collection") return nameCollection({ reader, id: spec.collection });
  if (spec.kind !== "paper") return undefined;
  const found = await papers.findPaper(spec.paper);
  if (!found) throw createUnknownPaperError(spec.paper);
  return found.paper.title;
}
