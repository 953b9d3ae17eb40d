import { resolve } from "node:path";
import { findContradictions } from "./engine-settings.js";
import { AppError } from "./errors.js";
import { findInstallation, type Installation } from "./installation.js";
import { readSource } from "./setting-files.js";
import { type Setting, settings } from "./settings.js";

export { defaultModel } from "./settings.js";

type Settings = typeof settings;
type SettingValues = { readonly [K in keyof Settings]: ReturnType<Settings[K]["parse"]> | Settings[K]["fallback"] };
export type Config = SettingValues & Pick<Installation, "isPackage" | "modelCacheDir">;
export type ConfigOverrides = { readonly [K in keyof SettingValues]?: SettingValues[K] | undefined };

/** Reads the environment over the defaults, and `overrides` (command-line options) over both. Throws `bad_input`. */
export function loadConfig(overrides: ConfigOverrides = {}, env: NodeJS.ProcessEnv = process.env): Config {
  const details: { path: string; message: string }[] = [];
  const values: Record<string, unknown> = {};
  const { dataDir, ...installation } = findInstallation(env);
  for (const [key, setting] of Object.entries<Setting<unknown>>(settings)) {
    const fallback = key === "dataDir" ? dataDir : setting.fallback;
    const { variable, text, problem } = readSource(setting, env);
    try {
      if (problem !== undefined) details.push({ path: variable, message: problem });
      else values[key] = text === undefined ? fallback : setting.parse(text);
    } catch (error) {
      const shown = setting.secret ? "" : `, got "${text}"`;
      details.push({ path: variable, message: `${(error as Error).message}${shown}` });
    }
  }
  if (values["redisCa"] !== undefined && !String(values["redisUrl"]).startsWith("rediss:"))
    details.push({ path: "REDIS_CA", message: "expected REDIS_URL to begin with rediss://" });
  details.push(...findContradictions(values));
  if (details.length > 0) {
    const found = details.map(({ path, message }) => `${path}: ${message}`).join("; ");
    throw new AppError("bad_input", `A setting is wrong. ${found}`, { details });
  }
  for (const [key, value] of Object.entries(overrides)) if (value !== undefined) values[key] = value;
  return Object.freeze({ ...values, dataDir: resolve(values["dataDir"] as string), ...installation }) as Config;
}

/** The rows of the table of settings. */
export function describeSettings(): readonly { env: string; fallback: string; help: string; secret: boolean }[] {
  return Object.values<Setting<unknown>>(settings).map(({ env, fallback, fallbackText, help, secret = false }) => ({
    env,
    secret,
    fallback: fallbackText ?? (fallback === undefined ? "" : `\`${String(fallback)}\``),
    help,
  }));
}
