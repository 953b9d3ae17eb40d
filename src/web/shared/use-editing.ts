import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** The button that opened a form has the focus again once it is closed. */
export function useEditing() {
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useLayoutEffect(() => {
    if (wasEditing.current && !isEditing) button.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  return { isEditing, button, edit: () => setEditing(true), leave: () => setEditing(false) };
}
