/** Description of a piece of evidence as it is typed. Pure. */
import type { Description } from "../api/commands";
import type { Evidence, Privacy } from "../api/types";
import { parseDay, writeDay } from "./day";

export interface DescriptionForm {
  title: string;
  documentDate: string;
  validUntil: string;
  privacy: Privacy;
}

export type DescriptionFaults = Partial<Record<keyof DescriptionForm, "required" | "day">>;

export const PRIVACIES: Privacy[] = ["none", "anonymised", "sensitive"];

export function descriptionOf(evidence: Evidence): DescriptionForm {
  return {
    title: evidence.title,
    documentDate: writeDay(evidence.document_date),
    validUntil: writeDay(evidence.valid_until),
    privacy: evidence.privacy,
  };
}

export function descriptionFaults(form: DescriptionForm): DescriptionFaults {
  const faults: DescriptionFaults = {};
  if (form.title.trim() === "") {
    faults.title = "required";
  }
  for (const field of ["documentDate", "validUntil"] as const) {
    if (form[field].trim() !== "" && !parseDay(form[field])) {
      faults[field] = "day";
    }
  }
  return faults;
}

/** What stands of a piece, but for what is changed. */
export function describedAs(
  evidence: Evidence,
  change: Partial<Pick<Description, "document_date" | "privacy">>,
): Description {
  return {
    evidence: evidence.id,
    title: evidence.title,
    document_date: evidence.document_date ?? null,
    valid_until: evidence.valid_until ?? null,
    privacy: evidence.privacy,
    ...change,
  };
}

/** What a form without faults says about a piece. */
export function described(form: DescriptionForm, evidence: Evidence): Description {
  return {
    evidence: evidence.id,
    title: form.title.trim(),
    document_date: parseDay(form.documentDate),
    valid_until: parseDay(form.validUntil),
    privacy: form.privacy,
  };
}
