import { useState } from "preact/hooks";
import type { Digest, Sending } from "../../../../domain/digests/digest.js";
import type { Follow } from "../../../../domain/follows/follow.js";
import { call } from "../../../shared/server.js";
import { tell } from "../../../shared/undo.js";
import { tellProblem } from "../../../shell/deed-notice.js";
import { DigestForm, type DigestWish } from "./digest-form.js";
import { LinkSetUp, MailSetUp } from "./set-up.js";
import { DigestRow } from "./digest-row.js";

interface DigestsProps {
  readonly digests: readonly Digest[];
  readonly sending: Sending;
  readonly follows: readonly Follow[];
}

/** Mails with new papers, and a form for another. */
export function Digests({ digests: first, sending, follows }: DigestsProps) {
  const [digests, setDigests] = useState(first);
  const [isOpen, setOpen] = useState(first.length === 0 && sending.hasMailServer);
  const actions = createActions(setDigests);
  const create = async (wish: DigestWish) => {
    const isDone = await actions.create(wish);
    if (isDone) setOpen(false);
    return isDone;
  };
  return (
    <section aria-labelledby="digests-title">
      <h2 id="digests-title">By mail</h2>
      <p class="hint">New papers every day or every week, at your time; no mail on a day without any.</p>
      <MailSetUp sending={sending} />
      {sending.hasMailServer && <LinkSetUp sending={sending} />}
      <ul class="follows">
        {digests.map((digest) => (
          <DigestRow key={digest.id} digest={digest} follows={follows} actions={actions} />
        ))}
      </ul>
      {sending.hasMailServer && isOpen && (
        <DigestForm follows={follows} onSave={create} {...(digests.length > 0 && { onCancel: () => setOpen(false) })} />
      )}
      {sending.hasMailServer && !isOpen && (
        <button class="more scripted" type="button" onClick={() => setOpen(true)}>
          Another mail
        </button>
      )}
    </section>
  );
}

type Update = (update: (digests: readonly Digest[]) => readonly Digest[]) => void;

function createActions(update: Update) {
  const replace = (next: Digest) => update((all) => all.map((one) => (one.id === next.id ? next : one)));
  const create = async (wish: DigestWish) => {
    try {
      const made = await call("POST /v1/digests", { body: wish });
      update((all) => [made, ...all]);
      tell(made.state === "unconfirmed" ? `Open the link in the mail to ${made.address} to confirm it.` : "Saved.");
      return true;
    } catch (problem) {
      tellProblem(problem);
      return false;
    }
  };
  const change = async (digest: Digest, body: Partial<DigestWish> & { paused?: boolean }) => {
    try {
      replace(await call("PATCH /v1/digests/{id}", { params: { id: digest.id }, body }));
      return true;
    } catch (problem) {
      tellProblem(problem);
      return false;
    }
  };
  const remove = async ({ id, address }: Digest) => {
    try {
      await call("DELETE /v1/digests/{id}", { params: { id } });
      update((all) => all.filter((one) => one.id !== id));
      tell(`No more mail is sent to ${address}.`);
    } catch (problem) {
      tellProblem(problem);
    }
  };
  const test = async ({ id, address }: Digest) => {
    try {
      const mail = await call("POST /v1/digests/{id}/send", { params: { id } });
      update((all) => all.map((one) => (one.id === id ? { ...one, mails: [mail, ...one.mails] } : one)));
      tell(`A test is on its way to ${address}.`);
    } catch (problem) {
      tellProblem(problem);
    }
  };
  return { create, change, remove, test };
}
