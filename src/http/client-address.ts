import { isIP } from "node:net";
import type { Request } from "express";

/** Whether an address is this machine's own. */
export function isOwnAddress(address: string): boolean {
  return /^(?:::ffff:)?127\.|^::1$/i.test(address);
}

/**
 * Names whom a request counts for: the address that it came from, or the one that a proxy on this machine says it came
 * from (`X-Forwarded-For`, `X-Real-IP`). Elsewhere these headers are not believed, since any client can send them. The
 * addresses of an IPv6 network of 64 bits are one client, as each household has at least one.
 */
export function nameClient({ headers, socket }: Pick<Request, "headers" | "socket">): string {
  const peer = socket.remoteAddress ?? "";
  return nameNetwork(isOwnAddress(peer) ? (readForwarded(headers) ?? peer) : peer);
}

/** Each proxy appends whom it was asked by; what comes before the last foreign address, the client may have written. */
function readForwarded(headers: Request["headers"]): string | undefined {
  const forwarded = String(headers["x-forwarded-for"] ?? headers["x-real-ip"] ?? "");
  const hops = forwarded.split(",").map((hop) => hop.trim());
  return hops.findLast((hop) => isIP(hop) > 0 && !isOwnAddress(hop));
}

function nameNetwork(address: string): string {
  const mapped = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIP(mapped) !== 6) return mapped;
  const [head = "", tail] = mapped.toLowerCase().split("%")[0]!.split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const groups = [...first, ...Array<string>(Math.max(0, 8 - first.length - last.length)).fill("0"), ...last];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
