import { useEffect, useRef, useState } from "preact/hooks";

/** A panel that a button opens: Escape, a press elsewhere, or leaving it with the keyboard closes it. */
export function useDisclosure() {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPress = ({ target }: Event) => {
      if (target instanceof Node && !box.current?.contains(target)) setOpen(false);
    };
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("focusin", onPress);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("focusin", onPress);
    };
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    // It is in sight: the browser would make room for it above the bar at the bottom of the window.
    button.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || event.key !== "Escape") return;
    // The page would leave the paper.
    event.stopPropagation();
    close();
  };
  return { isOpen, toggle: () => setOpen(!isOpen), close, box, button, onKeyDown };
}
