/**
 * A name for a file or folder until it is complete, beside its final place. It says which process writes it, so that a
 * later one can remove what a killed process left.
 */
export function namePartial(name: string, { pid, id }: { readonly pid: number; readonly id: string }): string {
  return `.${name}.${pid}-${id.slice(0, 8)}.partial`;
}

/** Whether a name is that of a partial file or folder whose process has ended. */
export function isAbandoned(name: string, isRunning: (pid: number) => boolean): boolean {
  const pid = /^\..+\.(\d{1,9})-[0-9a-f]{8}\.partial$/.exec(name)?.[1];
  return pid !== undefined && !isRunning(Number(pid));
}
