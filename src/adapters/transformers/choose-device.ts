import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { AppError } from "../../errors.js";
import { resolveThreadEntry } from "../thread-entry.js";
import type { Device, EncoderOptions } from "./load-encoder.js";

/** The requested device; `auto` is the CPU, unless CUDA works here. */
export type EmbedDevice = "auto" | Device;

export interface DeviceTrial {
  /** The min cosine between the vectors of a text from the device and from the CPU, alone and in a batch. */
  readonly cosine: number;
}

export interface DeviceProbes {
  /** Whether CUDA's files and a GPU exist; nothing is loaded to find out. */
  hasCuda(): boolean;
  /** Throws when the device cannot run the model. */
  tryDevice(device: Device): Promise<DeviceTrial>;
}

export type DeviceChoice = { readonly device: Device; readonly why: string };

/** A device may change vectors as much as int8 does: in a batch and alone they have 0.994 to 0.998 on average. */
const minCosine = 0.99;

/**
 * Chooses where the model runs. A GPU is chosen only if it has just run the model and agreed with the CPU. Throws
 * `unavailable`, saying what to do, when the requested device is missing or returns other vectors.
 */
export async function chooseDevice(asked: EmbedDevice, probes: DeviceProbes): Promise<DeviceChoice> {
  if (asked === "cpu") return { device: "cpu", why: "as EMBED_DEVICE says" };
  if (asked === "auto" && !probes.hasCuda()) return { device: "cpu", why: "no CUDA is here" };
  const device = asked === "auto" ? "cuda" : asked;
  const flaw = await findFlaw(device, probes);
  if (flaw === undefined) return { device, why: asked === "auto" ? "CUDA works here" : "as EMBED_DEVICE says" };
  if (asked === "auto") return { device: "cpu", why: `CUDA is here and cannot be used: ${flaw}` };
  const advice = `${advices[device]} Or set EMBED_DEVICE=cpu.`;
  throw new AppError("unavailable", `EMBED_DEVICE=${device} cannot be used here: ${flaw}. ${advice}`);
}

const advices: Readonly<Record<Device, string>> = {
  cpu: "",
  cuda: "It needs Linux on x64, an NVIDIA driver, CUDA 12 with cuDNN 9, and the runtime's own files: ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/script/install.js fetches them.",
  webgpu: "It needs a GPU with its driver for Vulkan, Metal or Direct3D 12.",
};

async function findFlaw(device: Device, probes: DeviceProbes): Promise<string | undefined> {
  try {
    const { cosine } = await probes.tryDevice(device);
    if (cosine >= minCosine) return undefined;
    return `its vectors differ from those of the processor (cosine ${cosine.toFixed(3)})`;
  } catch (error) {
    return shorten((error as Error).message);
  }
}

/** The runtime's messages name its source files and have many lines: the useful part is after the last colon. */
function shorten(message: string): string {
  const [line = ""] = message.trim().split("\n");
  return line
    .replace(/^.*\bwas false\. /, "")
    .replace(/^Ort\w+: /, "")
    .replace(/\.$/, "");
}

/** Probes this machine. The device is tried in a separate process, because a failing driver may end its process. */
export function createDeviceProbes(options: Omit<EncoderOptions, "device">): DeviceProbes {
  return {
    hasCuda: () => existsSync("/dev/nvidiactl") && hasCudaLibrary(),
    async tryDevice(device) {
      const { filename } = resolveThreadEntry(import.meta.url, "./try-device");
      const task: EncoderOptions = { ...options, device };
      // The output of drivers is not shown.
      const child = fork(filename, [JSON.stringify(task)], { stdio: "ignore", timeout: trialTimeoutMs });
      const ended = once(child, "exit").then(([code, signal]) => ({ flaw: `its trial ended with ${signal ?? code}` }));
      const told = once(child, "message") as Promise<[DeviceTrial | { readonly flaw: string }]>;
      const answer = await Promise.race([told.then(([message]) => message), ended]);
      if (child.connected) child.disconnect();
      if ("flaw" in answer) throw new Error(answer.flaw);
      return answer;
    },
  };
}

/** The first run on a GPU compiles its programs. */
const trialTimeoutMs = 120_000;

/** Where this package is installed, empty files replace CUDA libraries that were not downloaded. */
function hasCudaLibrary(): boolean {
  const file = join(findRuntime(), "libonnxruntime_providers_cuda.so");
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** The folder of the runtime's libraries; downloaded CUDA libraries are put there too. */
function findRuntime(): string {
  const main = createRequire(import.meta.url).resolve("onnxruntime-node");
  return join(dirname(main), "..", "bin", "napi-v6", process.platform, process.arch);
}
