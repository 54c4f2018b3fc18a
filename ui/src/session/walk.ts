/** Walking from standard to standard. */
import type { StandardId } from "../api/types";
import { neighbours, nextToTreat } from "../sheet/order";
import type { SheetView } from "../sheet/view";
import { go } from "./session.svelte";

export function walkTo(view: SheetView, from: StandardId, to: "previous" | "next" | "treat"): void {
  const { previous, next } = neighbours(view, from);
  const id = { previous: previous?.id, next: next?.id, treat: nextToTreat(view, from) }[to];
  if (id) {
    go({ screen: "standard", id });
  }
}
