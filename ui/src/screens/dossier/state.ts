/** State of the dossier's screen: what will be missing, and how good a passphrase is. Pure. */
import type { IdentityKind } from "../../api/types";
import type { Route } from "../../session/route";
import { lacksEvidence, type SheetView } from "../../sheet/view";

export type Lack =
  | "unanswered"
  | "evidence"
  | "justification"
  | "refused"
  | "sensitive"
  | "owner"
  | "representative"
  | "conditions";

export interface Missing {
  lack: Lack;
  count: number;
  route: Route;
}

/** What the dossier will lack, the heaviest first. Nothing of it bars the way. */
export function missing(view: SheetView): Missing[] {
  const { assessment } = view.sheet;
  const outcomes = [...view.outcomes.values()];
  const count = (fits: (outcome: (typeof outcomes)[number]) => boolean) =>
    outcomes.filter(fits).length;
  const all: Missing[] = [
    {
      lack: "unanswered",
      count: count((outcome) => outcome === "unanswered"),
      route: { screen: "grid", state: "unanswered" },
    },
    { lack: "evidence", count: count(lacksEvidence), route: { screen: "grid", state: "evidence" } },
    {
      lack: "justification",
      count: count((outcome) => outcome === "justification_missing"),
      route: { screen: "grid", state: "to_treat" },
    },
    {
      lack: "refused",
      count: count((outcome) => outcome === "not_applicable_refused"),
      route: { screen: "grid", state: "to_treat" },
    },
    {
      lack: "sensitive",
      count: assessment.evidence.filter(({ privacy }) => privacy === "sensitive").length,
      route: { screen: "evidence" },
    },
    {
      lack: "owner",
      count: assessment.actions.filter((action) => !action.owner && action.status !== "dropped")
        .length,
      route: { screen: "plan" },
    },
    {
      lack: "conditions",
      count: view.score.warnings.filter(({ code }) => code === "condition_unanswered").length,
      route: { screen: "profile" },
    },
    {
      lack: "representative",
      count: assessment.organisation.legal_representative ? 0 : 1,
      route: { screen: "profile" },
    },
  ];
  return all.filter((one) => one.count > 0);
}

/** Fewest characters of a passphrase. */
export const SHORTEST_PASSPHRASE = 12;

export type Strength = "weak" | "fair" | "strong";

/** A hint, not a measure: length and variety, and nothing said when it is too short. */
export function strengthOf(passphrase: string): Strength | null {
  const signs = [...passphrase];
  if (signs.length < SHORTEST_PASSPHRASE) {
    return null;
  }
  const different = new Set(signs.map((sign) => sign.toLowerCase())).size;
  const words = passphrase
    .trim()
    .split(/[\s_-]+/)
    .filter((word) => word.length > 2);
  if (different < 7) {
    return "weak";
  }
  const long = signs.length >= 20 && different >= 10;
  return long || new Set(words).size >= 4 ? "strong" : "fair";
}

export interface IdentityForm {
  kind: IdentityKind;
  name: string;
  passphrase: string;
  again: string;
}

export type IdentityFaults = Partial<Record<"name" | "passphrase" | "again", true>>;

export function identityFaults(form: IdentityForm): IdentityFaults {
  return {
    ...(form.name.trim() === "" && { name: true }),
    ...([...form.passphrase].length < SHORTEST_PASSPHRASE && { passphrase: true }),
    ...(form.again !== form.passphrase && { again: true }),
  };
}
