import { X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { type Setting, UnexpectedText } from "./parse-setting.js";

/** Far more than any secret or chain of certificates needs. */
const maxBytes = 1024 * 1024;

/** Where a setting was found. */
export interface SettingSource {
  /** The name of the variable. */
  readonly variable: string;
  /** What it contains; undefined if it is not set. */
  readonly text?: string | undefined;
  /** Why it cannot be read. */
  readonly problem?: string;
}

/**
 * Reads a setting's variable or, for a secret `X`, the file that `X_FILE` names, without the line break at its end.
 */
export function readSource({ env, secret }: Setting<unknown>, environment: NodeJS.ProcessEnv): SettingSource {
  const text = readVariable(env, environment);
  const variable = `${env}_FILE`;
  const path = secret ? readVariable(variable, environment) : undefined;
  if (path === undefined) return { variable: env, text };
  if (text !== undefined) return { variable, problem: `${env} is set as well: unset one of the two` };
  try {
    const content = readSmallFile(path).replace(/\r?\n$/, "");
    return content.trim() === "" ? { variable, problem: `${path} is empty` } : { variable, text: content };
  } catch (error) {
    return { variable, problem: (error as Error).message };
  }
}

function readVariable(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  const text = (environment[name] ?? environment[name.toLowerCase()])?.trim();
  return text === "" ? undefined : text;
}

/** The certificates in a file, as PEM. */
export function certificateFile(path: string): string {
  const pem = readSmallFile(path);
  try {
    // Throws unless the first of them is a certificate.
    void new X509Certificate(pem);
  } catch {
    throw new UnexpectedText("a file with certificates in PEM");
  }
  return pem;
}

function readSmallFile(path: string): string {
  try {
    if (statSync(path).size <= maxBytes) return readFileSync(path, "utf8");
  } catch (error) {
    // Node repeats the path after its reason.
    throw new Error(`${path} cannot be read (${(error as Error).message.split(",", 1)[0]})`, { cause: error });
  }
  throw new Error(`${path} has more than ${maxBytes} bytes`);
}
