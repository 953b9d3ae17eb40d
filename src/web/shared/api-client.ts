import { readApiKey } from "./api-key.js";
import type { FacetName, PageHitsAnswer, PagePaper, PageSearchAnswer, PageStats, PageVersion } from "./api-types.js";
import { addSearch, type RecommendView, type SearchView } from "../shell/view-address.js";

/** Longer than the server's own limits, so that its answer comes first where it has one. */
const timeoutMs = 30_000;

/** `unreachable`: no answer came. `late`: none within the limit. `answered`: the server said no, with `status`. */
export class ApiProblem extends Error {
  readonly kind: "unreachable" | "late" | "answered";
  readonly status: number;
  readonly keyWasSent: boolean;

  constructor(kind: ApiProblem["kind"], about: { status?: number; detail?: string; keyWasSent?: boolean }) {
    super(about.detail ?? "");
    this.name = "ApiProblem";
    this.kind = kind;
    this.status = about.status ?? 0;
    this.keyWasSent = about.keyWasSent ?? false;
  }
}

/** What of an answer is asked for, beside the question itself. */
export interface SearchPart {
  readonly limit: number;
  /** Of the page before; absent for the first one. */
  readonly cursor?: string | undefined;
  readonly facets?: readonly FacetName[];
  readonly explain?: true;
  /** Only these papers. */
  readonly ids?: readonly string[];
}

export function fetchSearch(view: SearchView, part: SearchPart, signal: AbortSignal): Promise<PageSearchAnswer> {
  const values = new URLSearchParams({ limit: String(part.limit) });
  addSearch(values, view);
  if (part.cursor !== undefined) values.set("cursor", part.cursor);
  if (part.facets) values.set("facets", part.facets.join(","));
  if (part.explain) values.set("explain", "true");
  for (const id of part.ids ?? []) values.append("ids", id);
  return fetchJson<PageSearchAnswer>(`/v1/search?${values}`, { signal });
}

export function fetchPaper(id: string, signal: AbortSignal): Promise<PagePaper> {
  return fetchJson<PagePaper>(`/v1/papers/${encodeURIComponent(id)}`, { signal });
}

/** Newest first; none of a paper that came without a version. */
export async function fetchVersions(id: string, signal: AbortSignal): Promise<readonly PageVersion[]> {
  const address = `/v1/papers/${encodeURIComponent(id)}/versions`;
  return (await fetchJson<{ versions: readonly PageVersion[] }>(address, { signal })).versions;
}

export function fetchSimilar(id: string, limit: number, signal: AbortSignal): Promise<PageHitsAnswer> {
  return fetchJson<PageHitsAnswer>(`/v1/papers/${encodeURIComponent(id)}/similar?limit=${limit}`, { signal });
}

export function fetchRecommendations(
  { likes, dislikes }: RecommendView,
  limit: number,
  signal: AbortSignal,
): Promise<PageHitsAnswer> {
  const name = (ids: readonly string[]) => ids.map((id) => ({ id }));
  const body = { positive: name(likes), negative: name(dislikes), limit };
  return fetchJson<PageHitsAnswer>("/v1/recommendations", { signal, body });
}

export function fetchStats(signal: AbortSignal): Promise<PageStats> {
  return fetchJson<PageStats>("/v1/stats", { signal });
}

interface Asking {
  readonly signal: AbortSignal;
  /** Sent as JSON, with POST. */
  readonly body?: unknown;
}

/** The server that answers also served this page, so the shape of a successful answer is trusted. */
export async function fetchJson<T>(address: string, { signal, body }: Asking): Promise<T> {
  const key = readApiKey();
  const late = AbortSignal.timeout(timeoutMs);
  const headers: Record<string, string> = { Accept: "application/json" };
  if (key !== undefined) headers["Authorization"] = `Bearer ${key}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  try {
    const response = await fetch(address, { ...sent, headers, signal: AbortSignal.any([signal, late]) });
    if (response.ok) return (await response.json()) as T;
    const detail = await readDetail(response);
    throw new ApiProblem("answered", { status: response.status, detail, keyWasSent: key !== undefined });
  } catch (error) {
    if (error instanceof ApiProblem || signal.aborted) throw error;
    throw new ApiProblem(late.aborted ? "late" : "unreachable", {});
  }
}

/** A proxy in between may answer with a page of its own; then the status alone must do. */
async function readDetail(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body !== "object" || body === null) return response.statusText;
  if ("detail" in body && typeof body.detail === "string" && body.detail !== "") return body.detail;
  return "title" in body && typeof body.title === "string" ? body.title : response.statusText;
}
