const storageName = "paperkin.jobNames";
const namesKept = 100;

/** The name of the file that a job was made of, as far as this tab made it; else the beginning of the job's id. */
export function nameJob(id: string): string {
  return readNames()[id] ?? `Job ${id.slice(0, 8)}`;
}

export function keepJobName(id: string, name: string): void {
  const names = Object.entries({ ...readNames(), [id]: name }).slice(-namesKept);
  try {
    sessionStorage.setItem(storageName, JSON.stringify(Object.fromEntries(names)));
  } catch {
    // A browser that keeps nothing for this site shows the id.
  }
}

function readNames(): Readonly<Record<string, string>> {
  try {
    return JSON.parse(sessionStorage.getItem(storageName) ?? "{}") as Record<string, string>;
  } catch {
    return {};
  }
}
