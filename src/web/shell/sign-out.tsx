import { useEffect, useState } from "preact/hooks";
import { closeSession, hasSession, sessionEvent } from "../shared/api-key.js";

/** A button that makes the browser forget the API key; absent where it has none. */
export function SignOut() {
  const [isShown, show] = useState(false);
  useEffect(() => {
    const look = () => show(hasSession());
    look();
    // Another tab may have begun or ended the session.
    document.addEventListener("visibilitychange", look);
    addEventListener(sessionEvent, look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      removeEventListener(sessionEvent, look);
    };
  }, []);
  if (!isShown) return null;
  return (
    <button type="button" onClick={() => void closeSession().then(() => location.reload())}>
      Sign out
    </button>
  );
}
