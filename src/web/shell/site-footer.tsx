import type { ComponentChildren } from "preact";
import { SignOut } from "./sign-out.js";

interface SiteFooterProps {
  readonly children: ComponentChildren;
  /** Absent where there is no help. */
  readonly onHelp?: () => void;
}

export function SiteFooter({ children, onHelp }: SiteFooterProps) {
  return (
    <footer class="page-foot frame">
      {children}
      <p class="links">
        <SignOut />
        <a href="docs">API</a>
        {onHelp && (
          <button class="scripted" id="help-button" type="button" aria-haspopup="dialog" onClick={onHelp}>
            Help <kbd aria-hidden="true">?</kbd>
          </button>
        )}
      </p>
    </footer>
  );
}
