import { describe, expect, it } from "vitest";
import {
  chooseDevice,
  createDeviceProbes,
  type DeviceProbes,
  type EmbedDevice,
} from "../../src/adapters/transformers/choose-device.js";
import { createModelStore } from "../../models/fetch.js";
import { modelMissing, testModel } from "../support/test-model.js";

const store = createModelStore({
  hubEndpoint: "http://127.0.0.1:2",
  hubOffline: true,
  mavenCommand: "no-such-command",
});
const because = modelMissing === undefined ? "" : ` (skipped: ${modelMissing})`;

const agreeing: DeviceProbes = { hasCuda: () => true, tryDevice: async () => ({ cosine: 0.9997 }) };
const failing = (message: string): DeviceProbes => ({
  hasCuda: () => true,
  tryDevice: () => Promise.reject(new Error(message)),
});
const never: DeviceProbes = {
  hasCuda: () => false,
  tryDevice: () => Promise.reject(new Error("a device was tried that nobody asked for")),
};
const refuse = (asked: EmbedDevice, probes: DeviceProbes) =>
  chooseDevice(asked, probes).then(
    ({ device }) => device,
    ({ code, message }: { code: string; message: string }) => `${code}: ${message}`,
  );

describe("the device of the model", () => {
  it("is the CPU on request or without CUDA, with no trial run", async () => {
    expect(await chooseDevice("cpu", never)).toEqual({ device: "cpu", why: "as EMBED_DEVICE says" });
    expect(await chooseDevice("auto", never)).toEqual({ device: "cpu", why: "no CUDA is here" });
  });

  it("is a GPU that runs the model and agrees with the CPU", async () => {
    expect(await chooseDevice("auto", agreeing)).toEqual({ device: "cuda", why: "CUDA works here" });
    expect(await chooseDevice("webgpu", agreeing)).toMatchObject({ device: "webgpu" });
  });

  it("is the CPU when CUDA fails or gives different vectors", async () => {
    expect(await chooseDevice("auto", failing("libcudnn is missing"))).toEqual({
      device: "cpu",
      why: "CUDA is here and cannot be used: libcudnn is missing",
    });
    const other = { ...agreeing, tryDevice: async () => ({ cosine: 0.5 }) };
    expect(await chooseDevice("auto", other)).toMatchObject({ device: "cpu" });
    expect(await refuse("cuda", other)).toMatch(/differ from those of the processor \(cosine 0\.500\)/);
  });

  it("is rejected in one line with a remedy when the requested one is unavailable", async () => {
    const cuda = await refuse("cuda", failing("OrtSessionOptions_Cuda: Failed to load shared library\n  at x"));
    expect(cuda).toMatch(
      /^unavailable: EMBED_DEVICE=cuda cannot be used here: Failed to load shared library\. It needs/,
    );
    expect(cuda).toContain("ONNXRUNTIME_NODE_INSTALL=cuda12");
    const webgpu = await refuse("webgpu", failing("/a/b.cc:1 f() x was false. No supported adapters\n"));
    expect(webgpu).toMatch(/^unavailable: EMBED_DEVICE=webgpu cannot be used here: No supported adapters\. It needs/);
    for (const line of [cuda, webgpu]) expect(line).not.toContain("\n");
  });

  it.skipIf(modelMissing)(`is tried with one text and with a batch${because}`, async () => {
    const { spec: model, folder } = (await store.find(testModel))!;
    const probes = createDeviceProbes({ model, folder });
    expect((await probes.tryDevice("cpu")).cosine).toBeCloseTo(1, 5);
    await expect(createDeviceProbes({ model, folder: "/dev/null" }).tryDevice("cpu")).rejects.toThrow("tokenizer.json");
  });

  it("is never CUDA when its libraries are not installed", () => {
    const { hasCuda } = createDeviceProbes({ model: {} as never, folder: "" });
    expect(hasCuda()).toBe(false);
  });
});
