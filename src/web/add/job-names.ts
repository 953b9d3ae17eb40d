const storageName = "paperkin.jobNames";
const maxNames = 100;

/** The name of the file of a job that this tab started; otherwise the start of the job's ID. */
export function nameJob(id: string): string {
  return readNames()[id] ?? `Job ${id.slice(0, 8)}`;
}

export function storeJobName(id: string, name: string): void {
  const names = Object.entries({ ...readNames(), [id]: name }).slice(-maxNames);
  try {
    sessionStorage.setItem(storageName, JSON.stringify(Object.fromEntries(names)));
  } catch {
    // Storage is blocked: the ID is shown.
  }
}

function readNames(): Readonly<Record<string, string>> {
  try {
    return JSON.parse(sessionStorage.getItem(storageName) ?? "{}") as Record<string, string>;
  } catch {
    return {};
  }
}
