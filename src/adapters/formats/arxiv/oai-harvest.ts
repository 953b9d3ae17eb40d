import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { AppError } from "../../../errors.js";
import type { LivePage, LiveSource } from "../../../ports/sources/live-source.js";
import { isPrivateAddress, privateSetting } from "../../private-addresses.js";
import type { PoliteFetch } from "../polite-fetch.js";
import { readRecord } from "./oai-record.js";
import { jatsBody } from "../xml/jats.js";
import { readElements } from "../read-elements.js";
import { readContent } from "../xml-element.js";

export interface OaiHarvestOptions {
  /** Address for queries such as `oai:?set=cs`, which contain none. */
  readonly url: string;
  readonly fetch: PoliteFetch;
  /** For servers other than that of `url`, whose addresses readers choose: never one of this machine or its network. */
  readonly fetchPublic?: PoliteFetch | undefined;
}

/** Any OAI-PMH server; the text after `oai:` is its address, or only `?set=cs` for arXiv's server. */
export function createOaiHarvest({ url, fetch, fetchPublic }: OaiHarvestOptions): LiveSource {
  const isChosen = (address: string) => fetchPublic && new URL(address).origin !== new URL(url).origin;
  return {
    scheme: "oai",
    planHarvest(query, { from }) {
      const address = query.startsWith("?") ? `${url}${query}` : query;
      if (!URL.canParse(address) || !/^https?:/.test(address))
        throw new AppError("bad_input", `oai:${query}: expected an address such as oai:https://example.org/oai?set=cs`);
      const first = new URL(address);
      if (isChosen(address)) requirePublic(first);
      first.searchParams.set("verb", "ListRecords");
      const isArxiv = first.href.startsWith(url) || /(^|\.)arxiv\.org$/.test(first.hostname);
      if (!first.searchParams.has("metadataPrefix"))
        first.searchParams.set("metadataPrefix", isArxiv ? "arXiv" : "oai_dc");
      if (from !== undefined) first.searchParams.set("from", from);
      return first.href;
    },
    readPage: async (address, signal) => {
      const send = (isChosen(address) && fetchPublic) || fetch;
      return readList(await send(address, signal), address);
    },
  };
}

/** Others see the address in lists and messages, so it holds no password. */
function requirePublic({ hostname, username, password }: URL): void {
  if (username !== "" || password !== "") throw new AppError("bad_input", "The address must not contain a password.");
  if (isPrivateAddress(hostname))
    throw new AppError("bad_input", `${hostname} is a private address (${privateSetting}).`);
}

async function readList(body: AsyncIterable<Uint8Array>, address: string): Promise<LivePage> {
  const records: SourceRecord[] = [];
  let token = "";
  let total: number | undefined;
  for await (const found of readElements(body, ["record", "resumptionToken", "error"], { skipped: jatsBody })) {
    if ("reason" in found) throw new AppError("unavailable", `${address}: ${found.reason}`);
    const { element, position } = found;
    if (element.name === "record") {
      const read = readRecord(element);
      if (read) records.push({ line: position, ...read });
    } else if (element.name === "resumptionToken") {
      token = readContent(element);
      total = Number(element.attributes["completeListSize"]) || undefined;
    } else if (element.attributes["code"] !== "noRecordsMatch") {
      throw new AppError(
        "bad_input",
        `${address} returned an error: ${element.attributes["code"] ?? ""} ${readContent(element)}`,
      );
    }
  }
  // Pages after the first are requested by the token alone (OAI-PMH 2.0, section 3.5).
  const next = new URL(address);
  next.search = new URLSearchParams({ verb: "ListRecords", resumptionToken: token }).toString();
  return { records, ...(total !== undefined && { total }), ...(token !== "" && { next: next.href }) };
}
