import type { Sending } from "../../../../domain/digests/digest.js";

interface SetUpProps {
  readonly sending: Sending;
}

/** What the operator has to do before the server can send mails; nothing where that is done. */
export function MailSetUp({ sending: { hasMailServer } }: SetUpProps) {
  if (hasMailServer) return null;
  return (
    <div class="set-up" role="note">
      <p>
        This server sends no mail yet, because it knows no mail server. Its operator sets <code>SMTP_URL</code> and
        starts it again; feeds and webhooks work without that:
      </p>
      <pre>
        <code>SMTP_URL=smtp://user:password@mail.example.org:587 MAIL_FROM=papers@example.org npm start</code>
      </pre>
    </div>
  );
}

/** Where links of mails and feeds lead, as long as nobody has said where the server is. */
export function LinkSetUp({ sending: { publicUrl, isPublicUrlSet } }: SetUpProps) {
  if (isPublicUrlSet) return null;
  return (
    <p class="set-up" role="note">
      Links in mails lead to <code>{publicUrl}</code>, which works on this machine only. The operator sets{" "}
      <code>PUBLIC_URL</code> to the address by which others reach it.
    </p>
  );
}
