import { useEffect, useState } from "preact/hooks";

/** A module that is loaded after the page, in a browser alone; `undefined` until then. Without it the page still works. */
export function useLate<Module>(load: () => Promise<Module>): Module | undefined {
  const [late, setLate] = useState<Module>();
  useEffect(() => {
    load().then(setLate, () => undefined);
  }, []);
  return late;
}
