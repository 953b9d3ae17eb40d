import type { Paper } from "../paper/paper.js";
import { haveSameCharacters, losesCase } from "./better-text.js";
import { type FieldTrust, type Trust, trustLevels, type TrustedField } from "./trust.js";

/** A stored paper, its arXiv version, and how far each of its fields is trusted. */
export interface KeptRecord {
  readonly paper: Paper;
  readonly version?: number | undefined;
  readonly trust: FieldTrust;
}

/** Another record of the same paper. */
export interface NewRecord {
  readonly paper: Paper;
  readonly version?: number | undefined;
  readonly trust: Trust;
}

/** A record beside the stored one. */
export interface Merge {
  readonly kept: KeptRecord;
  readonly incoming: NewRecord;
  /** Whether it is the caller's own record of this very paper, which counts to the letter. */
  readonly isOwn: boolean;
  readonly isOlder: boolean;
}

export function compareRecords(kept: KeptRecord, incoming: NewRecord): Merge {
  const isOwn = incoming.trust === trustLevels.own && incoming.paper.id === kept.paper.id;
  return { kept, incoming, isOwn, isOlder: isOlder(kept, incoming) };
}

/** By arXiv version if both have one, else by full date; the caller's own record counts as new. */
function isOlder(kept: KeptRecord, { paper, version, trust }: NewRecord): boolean {
  if (version !== undefined && kept.version !== undefined && version !== kept.version) return version < kept.version;
  if (trust === trustLevels.own || !isFullDate(paper.date) || !isFullDate(kept.paper.date)) return false;
  return paper.date.slice(0, 10) < kept.paper.date.slice(0, 10);
}

function isFullDate(date: string | undefined): date is string {
  return date !== undefined && /^\d{4}-\d{2}-\d{2}/.test(date);
}

export function mayReplace({ kept, incoming, isOlder: old }: Merge, field: TrustedField): boolean {
  return !old && incoming.trust >= kept.trust[field];
}

/** A list of authors may be cut in any source; the caller's own list counts to the letter. */
export function mayComplete({ kept, incoming, isOlder: old }: Merge): boolean {
  return !old && incoming.trust > trustLevels.guess && kept.trust.authors < trustLevels.own;
}

export function isBetterSource({ kept, incoming, isOwn, isOlder: old }: Merge, field: TrustedField): boolean {
  return !old && (isOwn || incoming.trust > kept.trust[field]);
}

/** Whether the stored text is the given one in capitals, from a source that need not be better. */
export function restoresCase({ kept, incoming }: Merge, field: "title" | "venue"): boolean {
  const [text, given] = [kept.paper[field], incoming.paper[field]];
  if (
    text === undefined ||
    given === undefined ||
    (kept.trust[field] === trustLevels.own && incoming.trust < trustLevels.own)
  )
    return false;
  return losesCase(text, given) && haveSameCharacters(text, given);
}
