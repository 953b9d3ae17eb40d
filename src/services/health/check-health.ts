import { type HealthCheck, type HealthReport, joinChecks, problem, type Verdict } from "../../domain/health/report.js";
import { describeError } from "../../errors.js";
import type { HealthProbes } from "../../ports/health/health-probes.js";
import { judgeDisk, judgeFolder, judgeIndex, judgeStore } from "./judge-data-folder.js";
import {
  judgeEmbedding,
  judgeMemory,
  judgeModel,
  judgeNativeModules,
  judgeNode,
  judgePort,
  judgeQueue,
} from "./judge-machine.js";

/** Checks everything that paperkin depends on; it writes and downloads nothing. */
export type CheckHealth = () => Promise<HealthReport>;

export function createCheckHealth(probes: HealthProbes): CheckHealth {
  return async () => {
    const found = await Promise.all(listChecks(probes).map((run) => run()));
    return joinChecks(found.filter((check) => check !== undefined));
  };
}

function listChecks(probes: HealthProbes) {
  const runtime = probes.readRuntime();
  const probing = probeData(probes);
  // A folder that cannot be probed is one problem: checks that need to know it are left out.
  const known = probing.catch(() => undefined);
  const ofData = <Facts>(pick: (data: Data) => Facts | Promise<Facts>) => known.then((data) => data && pick(data));
  return [
    defineCheck({ name: "Node.js", probe: () => runtime, judge: judgeNode }),
    defineCheck({ name: "embedding", probe: () => runtime, judge: judgeEmbedding }),
    defineCheck({ name: "compiled parts", probe: () => probes.loadNativeModules(), judge: judgeNativeModules }),
    defineCheck({ name: "model", probe: () => probes.checkModel(), judge: judgeModel }),
    defineCheck({ name: "data folder", probe: () => probing.then(({ folder }) => folder), judge: judgeFolder }),
    defineCheck({ name: "store", probe: () => ofData((data) => data.store), judge: judgeStore }),
    defineCheck({ name: "keyword index", probe: () => ofData((data) => data.keyword), judge: judgeIndex }),
    defineCheck({ name: "vector index", probe: () => ofData((data) => data.vector), judge: judgeIndex }),
    defineCheck({ name: "disk", probe: () => ofData((data) => data.disk), judge: judgeDisk }),
    defineCheck({ name: "memory", probe: () => ofData((data) => ({ ...data, runtime })), judge: judgeMemory }),
    defineCheck({
      name: "port",
      probe: () => ofData(async ({ owner }) => ({ ...(await probes.tryPort()), owner })),
      judge: judgePort,
    }),
    defineCheck({ name: "queue", probe: () => probes.askQueue(), judge: judgeQueue }),
  ];
}

interface Check<Facts> {
  readonly name: string;
  /** Gives `undefined` where there is nothing to check. */
  readonly probe: () => Promise<Facts | undefined> | Facts | undefined;
  readonly judge: (facts: Facts) => Verdict;
}

/** A probe that throws is a problem of its own, and stops no other check. */
function defineCheck<Facts>({ name, probe, judge }: Check<Facts>): () => Promise<HealthCheck | undefined> {
  return async () => {
    try {
      const facts = await probe();
      return facts === undefined ? undefined : { name, ...judge(facts) };
    } catch (error) {
      return { name, ...problem(describeError(error), "Run it again with --debug to see where.") };
    }
  };
}

type Data = Awaited<ReturnType<typeof probeData>>;

/** The data folder and its saved indexes, which several checks look at. */
async function probeData(probes: HealthProbes) {
  const folder = await probes.readDataFolder();
  const { owner, freeBytes, flaw } = folder;
  const content = folder.store?.content;
  const indexes = content && (await probes.readIndexes(content));
  const indexBytes = indexes ? indexes.keyword.bytes + indexes.vector.bytes : 0;
  const store = flaw ?? folder.store;
  return {
    folder,
    owner,
    indexBytes,
    store: store === undefined ? undefined : { store, modelId: probes.modelId },
    keyword: indexes && { index: indexes.keyword, newest: content?.lastTextChange, owner },
    vector: indexes && { index: indexes.vector, newest: content?.lastVectorChange, owner },
    disk: freeBytes === undefined ? undefined : { freeBytes, indexBytes },
  };
}
