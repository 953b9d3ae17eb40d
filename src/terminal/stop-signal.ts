/** Listens for the first Ctrl-C or SIGTERM. A second one has its default effect: it ends the process at once. */
export function listenForStop(): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const signals = ["SIGINT", "SIGTERM"] as const;
  const end = () => {
    for (const signal of signals) process.removeListener(signal, stop);
  };
  const stop = () => {
    end();
    controller.abort(new Error("stopped"));
  };
  for (const signal of signals) process.once(signal, stop);
  return { signal: controller.signal, end };
}
