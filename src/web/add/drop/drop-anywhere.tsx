import type { ComponentType } from "preact";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { AddDialogProps } from "../add-dialog.js";
import { useDrops } from "./use-drops.js";

/** Takes files that are dropped on a page that is about something else, and opens the dialog that adds them. */
export function offerDrops(): void {
  const root = document.createElement("div");
  document.body.append(root);
  render(<DropAnywhere />, root);
}

function DropAnywhere() {
  const { isOver, dropped } = useDrops();
  const [loaded, setLoaded] = useState<{ readonly Dialog: ComponentType<AddDialogProps> }>();
  useEffect(() => {
    if (!dropped || loaded) return;
    import("../add-dialog.js").then(
      ({ AddDialog, loadStyles }) => loadStyles().then(() => setLoaded({ Dialog: AddDialog })),
      () => location.assign("add"),
    );
  }, [dropped]);
  return (
    <>
      {isOver && (
        <div class="drop-overlay">
          <p>Drop to add papers</p>
        </div>
      )}
      {loaded && dropped && <loaded.Dialog dropped={dropped} />}
    </>
  );
}
