/** Whether a server that listens on this address serves only programs on its own machine. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127\.[\d.]+|::1)$/.test(host);
}
