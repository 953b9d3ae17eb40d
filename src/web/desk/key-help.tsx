interface KeyHelpProps {
  readonly keys: readonly (readonly [key: string, does: string])[];
}

/** The keys of a page, below its content. */
export function KeyHelp({ keys }: KeyHelpProps) {
  return (
    <details class="key-help scripted">
      <summary>Keyboard</summary>
      <dl class="key-rows">
        {keys.map(([key, does]) => (
          <>
            <dt>{key.split(" ").flatMap((name) => [name === "–" ? name : <kbd>{name}</kbd>, " "])}</dt>
            <dd>{does}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}
