/** State of the profile's form: what was typed, and what of it stands. Pure. */
import type { Condition, ConditionId, Day, Kind, Profile } from "../../api/types";
import { parseDay, plusMonths, writeDay } from "../../sheet/day";

export type Reply = "yes" | "no" | "unknown";

export interface Form {
  name: string;
  kind: Kind;
  rna: string;
  siren: string;
  representative: string;
  email: string;
  programme: string;
  audience: string;
  territories: string;
  mentees: string;
  mentors: string;
  conditions: Record<ConditionId, Reply>;
  campaign: string;
  referenceDate: string;
}

export type Fault = "required" | "day" | "number" | "early";
export type Faults = Partial<Record<keyof Form, Fault>>;

export const KINDS: Kind[] = [
  "association_1901",
  "association_local_law",
  "foundation",
  "gip",
  "other",
];

/** A form with nothing typed but what can be guessed. */
export function blank(today: Day, campaign: string): Form {
  return {
    name: "",
    kind: "association_1901",
    rna: "",
    siren: "",
    representative: "",
    email: "",
    programme: "",
    audience: "",
    territories: "",
    mentees: "",
    mentors: "",
    conditions: {},
    campaign,
    referenceDate: writeDay(today),
  };
}

export function formOf({ organisation, programme, campaign }: Profile): Form {
  const conditions = Object.entries(programme.conditions);
  return {
    name: organisation.name,
    kind: organisation.kind,
    rna: organisation.rna ?? "",
    siren: organisation.siren ?? "",
    representative: organisation.legal_representative ?? "",
    email: organisation.contact_email ?? "",
    programme: programme.name,
    audience: programme.audience ?? "",
    territories: programme.territories ?? "",
    mentees: programme.mentees?.toString() ?? "",
    mentors: programme.mentors?.toString() ?? "",
    conditions: Object.fromEntries(conditions.map(([id, yes]) => [id, yes ? "yes" : "no"])),
    campaign: campaign.title,
    referenceDate: writeDay(campaign.reference_date),
  };
}

/** How a campaign may begin beside another one. */
export const WAYS = ["follow", "same", "other"] as const;
export type Way = "first" | (typeof WAYS)[number];

/** What the form of a new campaign begins with, and what it keeps besides. */
export function beginning(
  way: Way,
  open: Profile | null,
  after: Day | null,
  today: Day,
  titled: (year: string) => string,
): { form: Form; before: Profile | null } {
  const day = after !== null && after >= today ? plusMonths(after, 12) : today;
  const fresh = blank(day, titled(day.slice(0, 4)));
  if (open === null || way === "first") {
    return { form: fresh, before: null };
  }
  const { organisation, programme, campaign } = open;
  // Another programme has another id: it is given one when it is made.
  const before =
    way === "other"
      ? { organisation, programme: { name: "", conditions: {} }, campaign }
      : { organisation, programme, campaign };
  const { campaign: title, referenceDate } = fresh;
  return { form: { ...formOf(before), campaign: title, referenceDate }, before };
}

/**
 * What keeps the form from standing; doubtful register numbers do not. A campaign that follows
 * another comes `after` its day.
 */
export function faultsOf(form: Form, after: Day | null = null): Faults {
  const faults: Faults = {};
  for (const field of ["name", "programme", "campaign"] as const) {
    if (form[field].trim() === "") {
      faults[field] = "required";
    }
  }
  for (const field of ["mentees", "mentors"] as const) {
    if (countOf(form[field]) === undefined) {
      faults[field] = "number";
    }
  }
  const day = parseDay(form.referenceDate);
  if (!day) {
    faults.referenceDate = "day";
  } else if (after !== null && day <= after) {
    faults.referenceDate = "early";
  }
  return faults;
}

/** The profile that a form without faults states, over what `before` held besides. */
export function profileOf(form: Form, conditions: Condition[], before: Profile | null): Profile {
  const replies = conditions.flatMap(({ id }): [ConditionId, boolean][] => {
    const reply = form.conditions[id] ?? "unknown";
    return reply === "unknown" ? [] : [[id, reply === "yes"]];
  });
  return {
    organisation: {
      ...before?.organisation,
      name: form.name.trim(),
      kind: form.kind,
      rna: textOf(form.rna.toUpperCase().replaceAll(/\s/g, "")),
      siren: textOf(form.siren.replaceAll(/\s/g, "")),
      legal_representative: textOf(form.representative),
      contact_email: textOf(form.email),
    },
    programme: {
      ...before?.programme,
      name: form.programme.trim(),
      audience: textOf(form.audience),
      territories: textOf(form.territories),
      mentees: countOf(form.mentees) ?? null,
      mentors: countOf(form.mentors) ?? null,
      conditions: Object.fromEntries(replies),
    },
    campaign: {
      title: form.campaign.trim(),
      reference_date: parseDay(form.referenceDate) ?? "",
    },
  };
}

/** Whether a number does not look like one of the register of associations. formats.md, 2. */
export function isDoubtfulRna(text: string): boolean {
  const rna = text.toUpperCase().replaceAll(/\s/g, "");
  return rna !== "" && !/^W[0-9][0-9A-Z][0-9]{7}$/.test(rna);
}

/** Whether a number is not nine digits with a right Luhn check digit. formats.md, 2. */
export function isDoubtfulSiren(text: string): boolean {
  const siren = text.replaceAll(/\s/g, "");
  if (siren === "") {
    return false;
  }
  if (!/^[0-9]{9}$/.test(siren)) {
    return true;
  }
  const total = [...siren].reduceRight((sum, sign, at) => {
    const digit = Number(sign) * ((siren.length - 1 - at) % 2 === 0 ? 1 : 2);
    return sum + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return total % 10 !== 0;
}

function textOf(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

/** A count that was typed; null when nothing was, undefined when it is none. */
function countOf(text: string): number | null | undefined {
  const plain = text.replaceAll(/\s/g, "");
  if (plain === "") {
    return null;
  }
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
}

/** `title`, with a number when a campaign of the same programme bears it already. */
export function freeTitle(title: string, taken: string[]): string {
  let free = title;
  for (let number = 2; taken.includes(free); number += 1) {
    free = `${title} (${number})`;
  }
  return free;
}
