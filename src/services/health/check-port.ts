import type { HealthCheck } from "../../domain/health/report.js";
import type { DataFolderFacts, PortFacts } from "../../ports/health/health-probes.js";

export function checkPort(
  { host, port, free, servesPaperkin, flaw }: PortFacts,
  { owner }: DataFolderFacts,
): HealthCheck {
  const name = "port";
  const place = `${host}:${port}`;
  if (free) return { name, state: "ok", detail: port === 0 ? "any free one" : `${place} is free` };
  if (flaw !== undefined)
    return { name, state: "problem", detail: `${place} cannot be listened on: ${flaw}`, advice: chooseAnother(port) };
  const isOurs = owner?.url !== undefined && new URL(owner.url).port === String(port);
  if (isOurs)
    return { name, state: "ok", detail: `${place} is that of process ${owner.pid}, which has the data folder` };
  return {
    name,
    state: "problem",
    detail: `${place} is taken by ${servesPaperkin ? "paperkin with another data folder" : "another program"}`,
    advice: chooseAnother(port),
  };
}

function chooseAnother(port: number): string {
  const other = port < 1024 ? 3000 : port + 1;
  return `Choose another with --port or PORT, such as PORT=${other}.`;
}
