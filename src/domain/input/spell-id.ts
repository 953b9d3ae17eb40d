/** Random bytes as an id. On a command line, one that begins with "-" would be read as an option. */
export function spellId(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url").replace(/^-/, "_");
}
