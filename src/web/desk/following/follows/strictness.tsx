import { defaultMinScore, type FollowKind } from "../../../../domain/follows/follow-kind.js";

interface StrictnessProps {
  /** The least score of a match. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** That of the server, where none is chosen. */
export function findUsualScore(kind: FollowKind): number {
  return defaultMinScore[kind === "question" ? "question" : "like"];
}

const steps = [
  { value: 0.12, name: "Anything close" },
  { value: 0.25, name: "Fair matches" },
  { value: 0.5, name: "Good matches" },
  { value: 0.75, name: "Strong matches only" },
] as const;

/** How well a paper must fit. */
export function Strictness({ value, onChange }: StrictnessProps) {
  const chosen = steps.reduce((one, other) =>
    Math.abs(other.value - value) < Math.abs(one.value - value) ? other : one,
  );
  return (
    <label>
      How well it must fit
      <select value={String(chosen.value)} onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}>
        {steps.map((step) => (
          <option key={step.value} value={String(step.value)}>
            {step.name}
          </option>
        ))}
      </select>
    </label>
  );
}
