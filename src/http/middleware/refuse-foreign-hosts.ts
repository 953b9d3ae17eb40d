import type { RequestHandler } from "express";
import { AppError } from "../../errors.js";

export interface ForeignHostOptions {
  /** In lower case, without ports. */
  readonly allowedHosts: readonly string[];
  readonly requiresKey: boolean;
  /** Whether the server listens on a loopback address. */
  readonly isLocal: boolean;
}

/**
 * Refuses requests under a host name that the server does not have. Without keys, a page of another site could
 * otherwise read and change everything through a name of its own that resolves to this machine (DNS rebinding).
 */
export function refuseForeignHosts({ allowedHosts, requiresKey, isLocal }: ForeignHostOptions): RequestHandler {
  const allowed = new Set(allowedHosts.map((name) => name.toLowerCase()));
  const acceptsAll = requiresKey && allowed.size === 0;
  return ({ headers, socket }, _response, next) => {
    const address = `http://${headers.host ?? "localhost"}`;
    if (!URL.canParse(address)) throw new AppError("bad_input", "The Host header is not a valid host.");
    const { hostname, port } = new URL(address);
    // On a loopback address a browser names the port on which we listen, so another one is that of a reverse proxy on
    // this machine. On other addresses it may be that of a forwarded port, as of a container.
    const isProxied = isLocal && allowed.size === 0 && Number(port || 80) !== socket.localPort;
    if (!acceptsAll && !isProxied && !cannotBePointedHere(hostname) && !allowed.has(hostname)) {
      const names = ["localhost", ...allowed].join(", ");
      const detail = `This server accepts ${names} or its IP address as the host, not ${hostname}.`;
      throw new AppError("forbidden", `${detail} ALLOWED_HOSTS adds names.`);
    }
    next();
  };
}

/** Whether this is an address, or a name that always means this machine. */
function cannotBePointedHere(hostname: string): boolean {
  return /^([\d.]+|\[.*\]|(.*\.)?localhost)$/.test(hostname);
}
