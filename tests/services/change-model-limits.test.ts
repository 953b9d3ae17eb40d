import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { setImmediate as letOthersRun } from "node:timers/promises";
import { expect, it } from "vitest";
import {
  change,
  describeModelChanges,
  findByMeaning,
  papers,
  readOther,
  untilState,
} from "../support/model-changes.js";
import { ingest } from "../support/test-library.js";
import { until } from "../support/until.js";

describeModelChanges("a change of the model", (changes) => {
  it("compares both models' answers to titles and to given queries", async () => {
    const services = await changes.open();
    await change(services);
    const sample = await services.compareModels({});
    expect(sample).toMatchObject({ model: "old", otherModel: "next" });
    expect(sample.queries).toHaveLength(50);
    expect(sample.queries[0]?.model).toHaveLength(10);
    expect(await services.compareModels({})).toEqual(sample);
    const given = await services.compareModels({ queries: ["zebra paper number7"] });
    expect(given.queries[0]?.model[0]).toBe("p7");
  });

  it("drops a kept or unfinished model and can start again", async () => {
    const services = await changes.open();
    await change(services);
    expect(await services.dropModel()).toMatchObject({ otherModel: { state: "dropping" } });
    await until("it is gone", async () => (await readOther(services)) === undefined);
    await services.changeModel("third");
    await untilState(services, "ready");
    await services.switchModel();
    await services.dropModel();
    await until("the old one is gone", async () => (await readOther(services)) === undefined);
    expect(await findByMeaning(services, "zebra paper number7", 3)).toHaveLength(3);
  });

  it("refuses an action that does not apply, and names one that does", async () => {
    const services = await changes.open();
    await ingest(services, papers);
    const refusal = (call: Promise<unknown>) =>
      call.then(
        () => "",
        ({ message }: Error) => message,
      );
    expect(await refusal(services.changeModel("nothing"))).toContain("There is no model nothing");
    expect(await refusal(services.changeModel("old"))).toContain("in use already");
    expect(await refusal(services.switchModel())).toContain("paperkin reindex --model");
    expect(await refusal(services.rollBackModel())).toContain("There is no other model");
    await services.changeModel("next");
    expect(await refusal(services.changeModel("third"))).toContain("A change to the model next is in progress");
    expect(await refusal(services.rollBackModel())).toContain("There is no previous model");
    await untilState(services, "ready");
    await services.switchModel();
    expect(await refusal(services.switchModel())).toContain("paperkin reindex rollback");
    expect(await refusal(services.changeModel("old"))).toContain("paperkin reindex rollback");
    expect(await refusal(services.changeModel("third"))).toContain("The previous model old is kept");
  });

  it("cannot be completed while papers are missing", async () => {
    const gate = changes.holdNext();
    const services = await changes.open();
    await ingest(services, papers);
    await services.changeModel("next");
    const switching = services.switchModel();
    gate.open();
    await expect(switching).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("is not ready"),
    });
  });

  it("leaves no temporary files when the library closes midway", async () => {
    const services = await changes.open();
    await ingest(services, papers);
    await services.changeModel("next");
    await changes.library.close();
    const { folder } = changes.library;
    const left = await readdir(folder, { recursive: true });
    expect(left.filter((path) => /\.tmp$|-wal$|-shm$/.test(path))).toEqual([]);
    await rm(folder, { recursive: true });
    await letOthersRun();
    expect(existsSync(folder)).toBe(false);
    await changes.open();
  });
});
