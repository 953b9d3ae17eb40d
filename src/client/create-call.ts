import { PaperkinError } from "./client-error.js";
import type { Calls, Streams } from "../operations/index.js";
import type { CallApi, CallOptions } from "./client.js";
import type { QueryValues, SendRequest, SentRequest } from "./send-request.js";

/** Opens an operation that answers with a stream; the time limit applies until the answer begins. */
export type OpenStream = <Address extends keyof Streams>(
  address: Address,
  request: Streams[Address] & CallOptions,
) => Promise<ReadableStream<Uint8Array>>;

/** Creates calls by address. The operations provide only types, so that a client contains none of their code. */
export function createCall(send: SendRequest): { readonly call: CallApi; readonly open: OpenStream } {
  return {
    call: async <Address extends keyof Calls>(address: Address, request: Calls[Address]["request"] & CallOptions) =>
      send<Calls[Address]["answer"]>(addressRequest(address, request)),
    open: async (address, request) => send.open(addressRequest(address, request)),
  };
}

interface RequestParts extends CallOptions {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: QueryValues | undefined;
  readonly body?: unknown;
}

function addressRequest(address: string, { params = {}, query, body, ...options }: RequestParts): SentRequest {
  const [method = "", path = ""] = address.split(" ");
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeSegment(name, params[name] ?? ""));
  return { ...options, method, path: filled, query, json: body };
}

/** An empty segment and dots, which URLs drop even if they are encoded, would call another operation. */
function encodeSegment(name: string, value: string): string {
  if (!/^\.{0,2}$/.test(value)) return encodeURIComponent(value);
  const message = `expected text other than dots, got "${value}"`;
  throw new PaperkinError("bad_input", `${name}: ${message}`, { details: [{ path: name, message }] });
}
