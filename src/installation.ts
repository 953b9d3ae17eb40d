import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import { fileURLToPath } from "node:url";

/** What depends on where this copy of paperkin is: in a checkout, or installed as a package. */
export interface Installation {
  readonly isPackage: boolean;
  readonly dataDir: string;
  /** Where fetched models are kept; undefined means `models/cache` of the checkout. */
  readonly modelCacheDir: string | undefined;
}

export interface InstallationOptions {
  /** A file of this copy. */
  readonly file: string;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

export function findInstallation(env: NodeJS.ProcessEnv): Installation {
  const { platform } = process;
  return describeInstallation({ file: fileURLToPath(import.meta.url), platform, home: homedir(), env });
}

/** A checkout keeps all in its own folder. A package may not be writable, and an update replaces it. */
export function describeInstallation({ file, platform, home, env }: InstallationOptions): Installation {
  const isPackage = file.split(/[/\\]/).includes("node_modules");
  if (!isPackage) return { isPackage, dataDir: "./data", modelCacheDir: undefined };
  if (platform === "win32") {
    const local = env["LOCALAPPDATA"] ?? win32.join(home, "AppData", "Local");
    const [dataDir, modelCacheDir] = [win32.join(local, "paperkin"), win32.join(local, "paperkin-models")];
    return { isPackage, dataDir, modelCacheDir };
  }
  const { isAbsolute, join } = posix;
  /** The specification of these variables has relative paths ignored. */
  const readFolder = (name: string, fallback: string) =>
    isAbsolute(env[name] ?? "") ? (env[name] as string) : join(home, fallback);
  const isMac = platform === "darwin";
  const data = isMac ? join(home, "Library", "Application Support") : readFolder("XDG_DATA_HOME", ".local/share");
  const cache = isMac ? join(home, "Library", "Caches") : readFolder("XDG_CACHE_HOME", ".cache");
  return { isPackage, dataDir: join(data, "paperkin"), modelCacheDir: join(cache, "paperkin", "models") };
}
