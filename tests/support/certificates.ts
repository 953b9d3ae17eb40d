import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram, servicesAreRequired } from "./local-server.js";

/** Why tests with TLS are skipped; undefined when they run. */
export const opensslMissing =
  findProgram("openssl") || servicesAreRequired ? undefined : "openssl is not installed on this machine";

/** Paths of PEM files: an authority, and what it signed for this machine's address. */
export interface Certificates {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** A new authority and its certificate for `name`, such as `IP:127.0.0.1`, valid for a day. */
export function makeCertificates(folder: string, name = "IP:127.0.0.1"): Certificates {
  const at = (file: string) => join(folder, file);
  const openssl = (...parameters: string[]) => execFileSync("openssl", parameters, { stdio: "pipe" });
  const newKey = ["-newkey", "rsa:2048", "-nodes"];
  const [authority, certificate, key] = [at("authority.pem"), at("certificate.pem"), at("key.pem")];
  const own = ["-keyout", at("authority.key"), "-out", authority];
  openssl("req", "-x509", ...newKey, "-days", "1", "-subj", "/CN=authority of tests", ...own);
  openssl("req", ...newKey, "-subj", "/CN=server of tests", "-keyout", key, "-out", at("request.pem"));
  writeFileSync(at("names.txt"), `subjectAltName=${name}`);
  const signer = ["-CA", authority, "-CAkey", at("authority.key"), "-CAcreateserial", "-extfile", at("names.txt")];
  openssl("x509", "-req", "-in", at("request.pem"), "-days", "1", ...signer, "-out", certificate);
  return { authority, certificate, key };
}
