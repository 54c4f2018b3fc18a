/**
 * Checks: what a reader of the dossier would stumble over, each with its place.
 *
 * A pure function of the sheet and the day; bars nothing. Whether an answer counts comes from
 * the score. What the dossier prints of the profile: crates/quality/src/dossier/wording.rs.
 */
import type {
  Action,
  Answer,
  ConditionId,
  Day,
  Evidence,
  Organisation,
  Programme,
  Standard,
  StandardId,
} from "../api/types";
import { coverage } from "./coverage";
import { daysBetween } from "./day";
import { namesIn, vocabularyOf, type Vocabulary } from "./names";
import { usesOf, type GridView, type SheetView } from "./view";

/** In the order in which they are shown: what does not count first, then who could be known. */
export const CHECKS = [
  "evidence_missing",
  "evidence_undated",
  "evidence_expired",
  "justification",
  "refused",
  "name",
  "sensitive",
  "comment",
  "action_overdue",
  "action_owner",
  "action_due",
  "condition",
  "profile",
  "unused",
] as const;
export type Check = (typeof CHECKS)[number];

/** Where a finding is settled: a screen, and the element there. */
export type Place =
  | { screen: "standard"; id: StandardId; at: string }
  | { screen: "evidence" | "plan" | "profile"; at: string };

export type ProfileField =
  | "rna"
  | "siren"
  | "rna_doubtful"
  | "siren_doubtful"
  | "representative"
  | "audience"
  | "territories"
  | "mentees"
  | "mentors";
export type NamedIn = "comment" | "justification" | "action" | "owner" | "evidence";

export type Finding = { key: string; place: Place } & (
  | { check: "evidence_missing"; standard: Standard; missing: number; nothing: boolean }
  | { check: "evidence_undated" | "unused" | "sensitive"; evidence: Evidence }
  | { check: "evidence_expired" | "justification" | "refused" | "comment"; standard: Standard }
  | { check: "name"; in: NamedIn; about: string; found: string[] }
  | { check: "action_overdue"; action: Action; days: number }
  | { check: "action_owner" | "action_due"; action: Action }
  | { check: "condition"; condition: ConditionId; question: string }
  | { check: "profile"; field: ProfileField }
);

let last: { view: SheetView; today: Day; found: Finding[] } | null = null;

/** Every finding, by check and then in the sheet's own order. The last sheet's are remembered. */
export function findings(view: SheetView, today: Day): Finding[] {
  if (last?.view !== view || last.today !== today) {
    const all = [
      ...answered(view),
      ...documents(view),
      ...named(view),
      ...planned(view, today),
      ...described(view),
    ];
    const rank = new Map(CHECKS.map((check, at) => [check, at]));
    const place = (one: Finding) => rank.get(one.check) ?? 0;
    last = { view, today, found: all.sort((a, b) => place(a) - place(b)) };
  }
  return last.found;
}

// Answers.

function answered(view: SheetView): Finding[] {
  return view.grid.standards.flatMap((standard): Finding[] => {
    const answer = view.answers.get(standard.id);
    const at = (element: string): Place => ({
      screen: "standard",
      id: standard.id,
      at: element,
    });
    const key = `answer ${standard.id}`;
    const isBare = !answer?.comment?.trim();
    switch (view.outcomes.get(standard.id)) {
      case "evidence_missing": {
        const on = view.sheet.assessment.campaign.reference_date;
        const lacking = coverage(standard.expected_evidence, answer, view.evidence, on).filter(
          ({ item, state }) => item.required && state === "missing",
        );
        return [
          {
            check: "evidence_missing",
            key,
            standard,
            missing: lacking.length,
            nothing: !answer?.evidence.length,
            place: at(`expected-${lacking[0]?.item.id ?? ""}`),
          },
        ];
      }
      case "evidence_expired":
        return [{ check: "evidence_expired", key, standard, place: at("expected") }];
      case "justification_missing":
        return [{ check: "justification", key, standard, place: at("justification") }];
      case "not_applicable_refused":
        return [{ check: "refused", key, standard, place: at("answer") }];
      case "partly_met":
      case "not_met":
        return isBare ? [{ check: "comment", key, standard, place: at("comment") }] : [];
      case "out_of_scope":
      case "unanswered":
      case "excluded":
      case "evidence_undated":
      case "met":
      case undefined:
        return [];
    }
  });
}

// Documents.

function documents(view: SheetView): Finding[] {
  const uses = usesOf(view);
  return view.sheet.assessment.evidence.flatMap((evidence): Finding[] => {
    const mine = uses.get(evidence.id) ?? [];
    const place: Place = { screen: "evidence", at: `piece-${evidence.id}` };
    const found = (check: "evidence_undated" | "unused" | "sensitive"): Finding => ({
      check,
      key: `${check} ${evidence.id}`,
      evidence,
      place,
    });
    return [
      ...(mine.some(({ state }) => state === "undated") ? [found("evidence_undated")] : []),
      ...(evidence.privacy === "sensitive" ? [found("sensitive")] : []),
      ...(mine.length === 0 ? [found("unused")] : []),
    ];
  });
}

// Names.

const gridWords = new WeakMap<GridView["standards"], Vocabulary>();

/** What was found in each text, as long as the words that name nobody are the same. */
let looked: {
  grid: Vocabulary;
  own: string;
  known: Vocabulary;
  texts: Map<string, string[]>;
} | null = null;

/** Names in texts; those of the grid, and those that the dossier bears anyway, are none. */
function reader(view: SheetView): (text: string) => string[] {
  const { grid, sheet } = view;
  let ofGrid = gridWords.get(view.standards);
  if (!ofGrid) {
    ofGrid = vocabularyOf(gridTexts(view));
    gridWords.set(view.standards, ofGrid);
  }
  const { organisation, programme, campaign } = sheet.assessment;
  const own = [
    grid.title,
    organisation.name,
    organisation.legal_representative,
    programme.name,
    programme.audience,
    programme.territories,
    campaign.title,
  ].join("\n");
  if (looked?.grid !== ofGrid || looked.own !== own) {
    const known = new Set([...ofGrid, ...vocabularyOf([own])]);
    looked = { grid: ofGrid, own, known, texts: new Map() };
  }
  const { known, texts } = looked;
  return (text) => {
    const found = texts.get(text) ?? namesIn(text, known);
    texts.set(text, found);
    return found;
  };
}

function* gridTexts({ grid }: SheetView): Iterable<string> {
  yield* [...grid.stages, ...grid.levels, ...grid.sources].map(({ title }) => title);
  yield* grid.evidence_types.map(({ label }) => label);
  for (const standard of grid.standards) {
    yield* [standard.title, standard.statement, standard.guidance, standard.improvement.action];
    yield* standard.expected_evidence.map(({ label }) => label);
  }
}

function named(view: SheetView): Finding[] {
  const read = reader(view);
  const { answers, actions, evidence, organisation } = view.sheet.assessment;
  const own = organisation.contact_email?.toLowerCase();
  const look = (
    kind: NamedIn,
    text: string | null | undefined,
    key: string,
    about: string,
    place: Place,
  ): Finding[] => {
    const found = text ? read(text).filter((name) => name.toLowerCase() !== own) : [];
    return found.length > 0
      ? [{ check: "name", key: `name ${kind} ${key}`, in: kind, about, found, place }]
      : [];
  };
  const inAnswers = [...answers].sort(byStandard(view)).flatMap((answer) => {
    const { standard: id } = answer;
    const about = view.standards.get(id)?.title ?? id;
    return (["comment", "justification"] as const).flatMap((field) =>
      look(field, answer[field], id, about, { screen: "standard", id, at: field }),
    );
  });
  const inPlan = actions.flatMap((action) => {
    const place: Place = { screen: "plan", at: `action-${action.id}` };
    const text = [action.action, action.cause, action.indicator, action.outcome];
    return [
      ...look("action", text.filter(Boolean).join(".\n"), action.id, action.action, place),
      ...look("owner", action.owner, action.id, action.action, place),
    ];
  });
  const inLibrary = evidence.flatMap(({ id, title }) =>
    look("evidence", title, id, title, { screen: "evidence", at: `piece-${id}` }),
  );
  return [...inAnswers, ...inPlan, ...inLibrary];
}

function byStandard(view: SheetView): (a: Answer, b: Answer) => number {
  const rank = new Map([...view.standards.keys()].map((id, at) => [id, at]));
  return (a, b) => (rank.get(a.standard) ?? 0) - (rank.get(b.standard) ?? 0);
}

// Plan.

function planned(view: SheetView, today: Day): Finding[] {
  const open = view.sheet.assessment.actions.filter(
    ({ status }) => status === "planned" || status === "started",
  );
  return open.flatMap((action): Finding[] => {
    const place: Place = { screen: "plan", at: `action-${action.id}` };
    const days = action.due_on ? daysBetween(action.due_on, today) : 0;
    const key = (check: Check) => `${check} ${action.id}`;
    return [
      ...(days > 0
        ? [{ check: "action_overdue" as const, key: key("action_overdue"), action, days, place }]
        : []),
      ...(action.owner?.trim()
        ? []
        : [{ check: "action_owner" as const, key: key("action_owner"), action, place }]),
      ...(action.due_on
        ? []
        : [{ check: "action_due" as const, key: key("action_due"), action, place }]),
    ];
  });
}

// Profile.

/** The element of the profile's form that fills each gap. */
const FIELDS = {
  rna: "organisation-rna",
  siren: "organisation-siren",
  rna_doubtful: "organisation-rna",
  siren_doubtful: "organisation-siren",
  representative: "organisation-representative",
  audience: "programme-audience",
  territories: "programme-territories",
  mentees: "programme-mentees",
  mentors: "programme-mentors",
} satisfies Record<ProfileField, string>;

function described(view: SheetView): Finding[] {
  const { organisation, programme } = view.sheet.assessment;
  const conditions = view.grid.conditions
    .filter(({ id }) => programme.conditions[id] === undefined)
    .map(({ id, question }): Finding => {
      const place: Place = { screen: "profile", at: `condition-${id}-unknown` };
      return { check: "condition", key: `condition ${id}`, condition: id, question, place };
    });
  const doubts = view.score.warnings.flatMap(({ code }): ProfileField[] =>
    code === "rna_doubtful" || code === "siren_doubtful" ? [code] : [],
  );
  const fields = [...empty(organisation, programme), ...doubts].map((field): Finding => {
    const place: Place = { screen: "profile", at: FIELDS[field] };
    return { check: "profile", key: `profile ${field}`, field, place };
  });
  return [...conditions, ...fields];
}

/** What the summary of the dossier would say of the programme, and cannot. */
function empty(organisation: Organisation, programme: Programme): ProfileField[] {
  const lacks = (text: string | null | undefined) => !text?.trim();
  const fields: [ProfileField, boolean][] = [
    // Only the register of 1901 associations gives such a number.
    ["rna", organisation.kind === "association_1901" && lacks(organisation.rna)],
    ["siren", lacks(organisation.siren)],
    ["representative", lacks(organisation.legal_representative)],
    ["audience", lacks(programme.audience)],
    ["territories", lacks(programme.territories)],
    ["mentees", (programme.mentees ?? null) === null],
    ["mentors", (programme.mentors ?? null) === null],
  ];
  return fields.filter(([, isEmpty]) => isEmpty).map(([field]) => field);
}
