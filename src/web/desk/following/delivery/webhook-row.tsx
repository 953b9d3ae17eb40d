import { useState } from "preact/hooks";
import type { Follow } from "../../../../domain/follows/follow.js";
import type { Delivery, Webhook } from "../../../../domain/webhooks/webhook.js";
import { formatCount } from "../../../../domain/text/amounts.js";
import { RefusedCopy } from "../../../shared/refused-copy.js";
import { call } from "../../../shared/server.js";
import { useCopy } from "../../../shared/use-copy.js";
import { tellProblem } from "../../../shell/deed-notice.js";
import { formatTime } from "../../format-day.js";
import { nameFollows } from "./name-follows.js";

interface WebhookRowProps {
  readonly webhook: Webhook;
  readonly follows: readonly Follow[];
  readonly actions: {
    readonly change: (id: string, body: { paused?: boolean; newSecret?: true }) => void;
    readonly remove: (webhook: Webhook) => void;
  };
}

const shownDeliveries = 10;

/** One webhook: its address and secret, and what became of its deliveries. */
export function WebhookRow({ webhook, follows, actions }: WebhookRowProps) {
  const { id, url, state, secret } = webhook;
  const { copied, refused, copy } = useCopy();
  const { deliveries, toggle, retry } = useDeliveries(id);
  return (
    <li>
      <h3>
        {url}
        {state === "paused" && <span class="paused-mark">paused</span>}
      </h3>
      <p class="facts">{nameFollows(webhook.follows, follows)}</p>
      {secret !== undefined && (
        <p class="secret">
          Secret, shown only now: <code>{secret}</code>{" "}
          <button class="quiet" type="button" onClick={() => void copy("Secret", secret)}>
            {copied === "Secret" ? "Copied" : "Copy"}
          </button>
        </p>
      )}
      <RefusedCopy refused={refused} />
      <p class="row-actions scripted">
        <button class="quiet" type="button" aria-expanded={deliveries !== undefined} onClick={toggle}>
          Deliveries
        </button>
        <button class="quiet" type="button" onClick={() => actions.change(id, { paused: state === "active" })}>
          {state === "paused" ? "Resume" : "Pause"}
        </button>
        <button class="quiet" type="button" onClick={() => actions.change(id, { newSecret: true })}>
          New secret
        </button>
        <button class="quiet" type="button" aria-label={`Remove: ${url}`} onClick={() => actions.remove(webhook)}>
          Remove
        </button>
      </p>
      {deliveries && <Deliveries deliveries={deliveries} onRetry={retry} />}
    </li>
  );
}

/** The last deliveries, once they are asked for. */
function useDeliveries(id: string) {
  const [deliveries, setDeliveries] = useState<readonly Delivery[]>();
  const load = () =>
    void call("GET /v1/webhooks/{id}/deliveries", { params: { id } }).then(
      (answer) => setDeliveries(answer.deliveries),
      tellProblem,
    );
  const retry = (delivery: string) =>
    void call("POST /v1/webhooks/{id}/deliveries/{delivery}/retry", { params: { id, delivery } }).then(
      (next) => setDeliveries((all) => all?.map((one) => (one.id === next.id ? next : one))),
      tellProblem,
    );
  return { deliveries, toggle: () => (deliveries ? setDeliveries(undefined) : load()), retry };
}

interface DeliveriesProps {
  readonly deliveries: readonly Delivery[];
  readonly onRetry: (delivery: string) => void;
}

function Deliveries({ deliveries, onRetry }: DeliveriesProps) {
  if (deliveries.length === 0) return <p class="facts">Nothing has been posted yet.</p>;
  return (
    <ul class="deliveries">
      {deliveries.slice(0, shownDeliveries).map((delivery) => (
        <li key={delivery.id}>
          <span>
            {formatTime(delivery.createdAt)} ·{" "}
            {delivery.matches === 1 ? "1 match" : `${formatCount(delivery.matches)} matches`} · {delivery.state}
            {delivery.reason !== undefined && `: ${delivery.reason}`}
          </span>
          {delivery.state === "failed" && (
            <button class="quiet" type="button" onClick={() => onRetry(delivery.id)}>
              Try again
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
