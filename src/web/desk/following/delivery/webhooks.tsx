import { useRef, useState } from "preact/hooks";
import type { Follow } from "../../../../domain/follows/follow.js";
import type { Webhook } from "../../../../domain/webhooks/webhook.js";
import { call } from "../../../shared/server.js";
import { tell } from "../../../shared/undo.js";
import { tellProblem } from "../../../shell/deed-notice.js";
import { WebhookRow } from "./webhook-row.js";

interface WebhooksProps {
  readonly webhooks: readonly Webhook[];
  readonly follows: readonly Follow[];
}

/** Addresses of programs, which matches are posted to. */
export function Webhooks({ webhooks: first, follows }: WebhooksProps) {
  const [webhooks, setWebhooks] = useState(first);
  const field = useRef<HTMLInputElement>(null);
  const attempt = async (deed: () => Promise<unknown>) => deed().catch(tellProblem);
  const replace = (next: Webhook) => setWebhooks((all) => all.map((one) => (one.id === next.id ? next : one)));
  const create = (event: Event) => {
    event.preventDefault();
    const url = field.current?.value.trim() ?? "";
    void attempt(async () => {
      const made = await call("POST /v1/webhooks", { body: { url } });
      setWebhooks((all) => [made, ...all]);
      if (field.current) field.current.value = "";
      tell("The webhook is made. Copy its secret: it is shown only now.");
    });
  };
  const actions = {
    change: (id: string, body: { paused?: boolean; newSecret?: true }) =>
      void attempt(async () => replace(await call("PATCH /v1/webhooks/{id}", { params: { id }, body }))),
    remove: ({ id, url }: Webhook) =>
      void attempt(async () => {
        await call("DELETE /v1/webhooks/{id}", { params: { id } });
        setWebhooks((all) => all.filter((one) => one.id !== id));
        tell(`Nothing is posted to ${url} any more.`);
      }),
  };
  return (
    <section aria-labelledby="webhooks-title">
      <h2 id="webhooks-title">To programs</h2>
      <p class="hint">Matches are posted as signed JSON within seconds, and tried again for a day.</p>
      <ul class="follows">
        {webhooks.map((webhook) => (
          <WebhookRow key={webhook.id} webhook={webhook} follows={follows} actions={actions} />
        ))}
      </ul>
      <form class="desk-form scripted" onSubmit={create}>
        <label>
          <span class="unseen">Address of a webhook</span>
          <input type="url" required maxLength={2_000} placeholder="https://example.org/hooks/papers" ref={field} />
        </label>
        <button class="more flat" type="submit">
          Add a webhook
        </button>
      </form>
    </section>
  );
}
