import { useRef, useState } from "preact/hooks";

interface NewCollectionProps {
  readonly onCreate: (name: string) => Promise<boolean>;
}

/** Creates an empty collection. The field keeps the focus and, where that fails, the name. */
export function NewCollection({ onCreate }: NewCollectionProps) {
  const field = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    const name = field.current?.value.trim() ?? "";
    if (name === "" || isBusy) return;
    setBusy(true);
    const isDone = await onCreate(name);
    setBusy(false);
    if (isDone && field.current) field.current.value = "";
  };
  return (
    <form class="desk-form" onSubmit={(event) => void send(event)}>
      <label>
        <span class="unseen">Name of a new collection</span>
        <input type="text" dir="auto" required maxLength={200} placeholder="Name of a new collection" ref={field} />
      </label>
      <button type="submit" class="strong">
        Create
      </button>
    </form>
  );
}
