import { useRef } from "preact/hooks";
import { type Listing, showNames, shows, type Show, type Sort, sortNames, sorts } from "./listing.js";

interface ListFormProps {
  readonly id: string;
  readonly listing: Listing;
  /** Of the papers that are listed: offered while one types. */
  readonly tags: readonly string[];
  readonly onList: (listing: Listing) => void;
}

/** So long nobody types before the words are looked for. */
const pauseMs = 250;

/** Chooses which papers are listed. A form of its own, so that it works without scripts. */
export function ListForm({ id, listing, tags, onList }: ListFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const read = () => {
    if (!form.current) return;
    const values = new FormData(form.current);
    const text = (name: string) => String(values.get(name) ?? "").trim();
    onList({ show: text("show") as Show, q: text("q"), tag: text("tag"), sort: text("sort") as Sort });
  };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const readSoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(read, pauseMs);
  };
  const send = (event: Event) => {
    event.preventDefault();
    clearTimeout(timer.current);
    read();
  };
  return (
    <form class="list-form" action="collections" ref={form} onSubmit={send}>
      <input type="hidden" name="id" value={id} />
      <label class="list-words">
        <span>Words</span>
        <input
          type="search"
          name="q"
          dir="auto"
          placeholder="In titles, notes, tags"
          defaultValue={listing.q}
          onInput={readSoon}
        />
      </label>
      <label>
        <span>Tag</span>
        <input type="search" name="tag" dir="auto" list="known-tags" value={listing.tag} onChange={read} />
        <datalist id="known-tags">
          {tags.map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
      </label>
      <Choice label="Show" name="show" names={showNames} all={shows} chosen={listing.show} onChange={read} />
      <Choice label="Sort" name="sort" names={sortNames} all={sorts} chosen={listing.sort} onChange={read} />
      <button type="submit" class="more unscripted">
        List
      </button>
    </form>
  );
}

interface ChoiceProps<Name extends string> {
  readonly label: string;
  readonly name: string;
  readonly all: readonly Name[];
  readonly names: Readonly<Record<Name, string>>;
  readonly chosen: Name;
  readonly onChange: () => void;
}

function Choice<Name extends string>({ label, name, all, names, chosen, onChange }: ChoiceProps<Name>) {
  return (
    <label>
      <span>{label}</span>
      <select name={name} onChange={onChange}>
        {all.map((value) => (
          <option key={value} value={value} selected={value === chosen}>
            {names[value]}
          </option>
        ))}
      </select>
    </label>
  );
}
