/** State of the comparison: which two campaigns stand beside each other. Pure. */
import type { CampaignSummary, Uuid } from "../../api/types";

/**
 * The two that an address asks for, where they are there. Otherwise the open campaign, after the
 * latest other one of its programme, or of any. None while there is only one.
 */
export function choice(
  all: CampaignSummary[],
  open: Uuid,
  before: Uuid | undefined,
  after: Uuid | undefined,
): { before: Uuid; after: Uuid } | null {
  if (all.length < 2) {
    return null;
  }
  const there = (id: Uuid | undefined) => all.find(({ assessment }) => assessment === id);
  const later = there(after) ?? there(open) ?? all[all.length - 1];
  const others = all
    .filter(({ assessment }) => assessment !== later?.assessment)
    .sort((a, b) => b.reference_date.localeCompare(a.reference_date));
  const kin = others.filter(
    (one) => one.programme === later?.programme && one.organisation === later.organisation,
  );
  const isEarlier = (one: CampaignSummary) => one.reference_date <= (later?.reference_date ?? "");
  const earlier = there(before) ?? kin.find(isEarlier) ?? kin[0] ?? others[0];
  return earlier && later ? { before: earlier.assessment, after: later.assessment } : null;
}
