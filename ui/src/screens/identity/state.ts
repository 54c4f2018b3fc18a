/** State of the identity's screen: what a form lacks, and what is said of an identity. Pure. */
import type { Day, IdentityKind, IdentitySummary, KeyAlgorithm } from "../../api/types";
import {
  passphraseFaults,
  type NewPassphrase,
  type PassphraseFaults,
} from "../../parts/passphrase";

/** Days before the end of a certificate on which it is said. */
const SOON = 60;

export interface IdentityForm extends NewPassphrase {
  kind: IdentityKind;
  name: string;
  organisation: string;
  algorithm: KeyAlgorithm;
}

export type IdentityFaults = PassphraseFaults & { name?: true };

/** A form to begin with: the seal of the organisation, when one is known. */
export function newForm(organisation: string): IdentityForm {
  return {
    kind: "seal",
    name: organisation,
    organisation,
    algorithm: "p256",
    passphrase: "",
    again: "",
  };
}

export function identityFaults(form: IdentityForm): IdentityFaults {
  return {
    ...(form.name.trim() === "" && { name: true }),
    ...passphraseFaults(form),
  };
}

/** The name that goes with another kind: an organisation's is no person's. */
export function nameFor(kind: IdentityKind, form: IdentityForm): string {
  if (kind === "seal") {
    return form.name.trim() === "" ? form.organisation : form.name;
  }
  return form.name === form.organisation ? "" : form.name;
}

/** What crosses to the shell. */
export function requestOf({ kind, name, organisation, algorithm, passphrase }: IdentityForm) {
  const belongs = kind === "person" && organisation.trim() !== "";
  return {
    kind,
    name: name.trim(),
    organisation: belongs ? organisation.trim() : null,
    algorithm,
    passphrase,
  };
}

/** Whether a certificate still holds on `today`. */
export function standingOf(identity: IdentitySummary, today: Day): "holds" | "soon" | "expired" {
  const last = dayOf(identity.not_after);
  if (last < today) {
    return "expired";
  }
  const left = (Date.parse(last) - Date.parse(today)) / 86_400_000;
  return left <= SOON ? "soon" : "holds";
}

export function dayOf(moment: string): Day {
  return moment.slice(0, 10);
}

/** The digits of a digest in groups of four, as on the pages of a dossier. */
export function groups(digest: string): string[] {
  const digits = digest.slice(digest.indexOf(":") + 1);
  return digits.match(/.{1,4}/g) ?? [];
}
