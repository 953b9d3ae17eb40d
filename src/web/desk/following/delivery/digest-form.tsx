import { useEffect, useState } from "preact/hooks";
import type { Digest } from "../../../../domain/digests/digest.js";
import type { Follow } from "../../../../domain/follows/follow.js";
import { FollowChoice } from "./follow-choice.js";

export interface DigestWish extends Pick<Digest, "address" | "frequency" | "weekday" | "time" | "timeZone"> {
  /** Absent in a new one, and `null` in a change, for all follows. */
  follows?: string[];
}

interface DigestFormProps {
  /** The one that is changed. */
  readonly digest?: Digest;
  readonly follows: readonly Follow[];
  readonly onSave: (wish: DigestWish) => Promise<boolean>;
  readonly onCancel?: () => void;
}

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** To which address mails go, how often, when, and of what. */
export function DigestForm({ digest, follows, onSave, onCancel }: DigestFormProps) {
  const [isBusy, setBusy] = useState(false);
  const [chosen, choose] = useState<readonly string[] | undefined>(digest?.follows);
  const [frequency, setFrequency] = useState(digest?.frequency ?? "daily");
  const [zone, setZone] = useState(digest?.timeZone ?? "UTC");
  // The server does not know where the reader is.
  useEffect(() => void (digest ?? setZone(Intl.DateTimeFormat().resolvedOptions().timeZone)), []);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    const ofThese = chosen && { follows: [...chosen] };
    await onSave({ ...readFields(form, digest), frequency, timeZone: zone, ...ofThese });
    setBusy(false);
  };
  return (
    <form
      class="desk-form tall scripted"
      aria-label={digest ? `Edit: ${digest.address}` : "A new mail"}
      onSubmit={(event) => void send(event)}
      onKeyDown={({ key }) => key === "Escape" && onCancel?.()}
    >
      <label>
        Mail address
        <input type="email" name="address" required maxLength={254} defaultValue={digest?.address ?? ""} />
      </label>
      <TimeFields {...{ digest, frequency, setFrequency, zone, setZone }} />
      <FollowChoice chosen={chosen} follows={follows} onChange={choose} />
      <p class="form-actions">
        <button class="strong" type="submit" disabled={isBusy}>
          {digest ? "Save" : "Send me new papers"}
        </button>
        {onCancel && (
          <button class="quiet" type="button" onClick={onCancel}>
            Cancel
          </button>
        )}
      </p>
    </form>
  );
}

function readFields(form: FormData, digest: Digest | undefined): Pick<DigestWish, "address" | "weekday" | "time"> {
  const read = (name: string) => String(form.get(name) ?? "");
  const weekday = days.find((day) => day === read("weekday")) ?? digest?.weekday ?? "monday";
  return { address: read("address"), weekday, time: read("time") };
}

interface TimeFieldsProps {
  readonly digest: Digest | undefined;
  readonly frequency: Digest["frequency"];
  readonly setFrequency: (frequency: Digest["frequency"]) => void;
  readonly zone: string;
  readonly setZone: (zone: string) => void;
}

function TimeFields({ digest, frequency, setFrequency, zone, setZone }: TimeFieldsProps) {
  return (
    <div class="fields">
      <label>
        How often
        <select
          value={frequency}
          onChange={({ currentTarget }) => setFrequency(currentTarget.value === "weekly" ? "weekly" : "daily")}
        >
          <option value="daily">Every day</option>
          <option value="weekly">Every week</option>
        </select>
      </label>
      {frequency === "weekly" && (
        <label>
          On
          <select name="weekday" defaultValue={digest?.weekday ?? "monday"}>
            {days.map((day) => (
              <option key={day} value={day}>
                {day.charAt(0).toUpperCase() + day.slice(1)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        At
        <input type="time" name="time" required defaultValue={digest?.time ?? "07:00"} />
      </label>
      <label>
        Time zone
        <input type="text" required value={zone} onInput={({ currentTarget }) => setZone(currentTarget.value)} />
      </label>
    </div>
  );
}
