import { locateSearchFollow } from "../shell/follow-address.js";
import type { View } from "../shell/view-address.js";

/** A link that follows a search: new papers that fit are found by themselves. */
export function FollowSearch({ view }: { readonly view: View }) {
  const address = view.kind === "search" ? locateSearchFollow(view) : undefined;
  if (address === undefined) return null;
  return (
    <a class="quiet follow-search" href={address}>
      Follow this search
    </a>
  );
}
