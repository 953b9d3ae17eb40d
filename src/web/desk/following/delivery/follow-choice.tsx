import type { Follow } from "../../../../domain/follows/follow.js";

interface FollowChoiceProps {
  /** `undefined`: all, later ones too. */
  readonly chosen: readonly string[] | undefined;
  readonly follows: readonly Follow[];
  readonly onChange: (chosen: readonly string[] | undefined) => void;
}

/** Chooses which follows are delivered. */
export function FollowChoice({ chosen, follows, onChange }: FollowChoiceProps) {
  const toggle = (id: string) => {
    const now = chosen ?? [];
    onChange(now.includes(id) ? now.filter((other) => other !== id) : [...now, id]);
  };
  return (
    <fieldset class="follow-choice">
      <legend>Papers of</legend>
      <label>
        <input type="checkbox" checked={chosen === undefined} onChange={() => onChange(chosen ? undefined : [])} /> all
        follows
      </label>
      {chosen !== undefined &&
        follows.map(({ id, name }) => (
          <label key={id}>
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />{" "}
            <span dir="auto">{name}</span>
          </label>
        ))}
    </fieldset>
  );
}
