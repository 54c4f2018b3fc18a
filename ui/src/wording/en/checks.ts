/** Words of what is worth reading again before a dossier is issued. */
import { count } from "./language";

export const checks = {
  title: "Points to look at",
  lead: "What the application can notice alone in your answers, your documents and your plan. Nothing bars the way: you decide.",
  looking: "Reading your answers…",
  index: "Go to a section",
  count: (n: number) => count(n, "point to look at", "points to look at"),
  before: (n: number) => `${count(n, "point", "points")} to look at before issuing`,
  beforeText: "Evidence, dates, names of people, plan and profile: each leads to its place.",
  none: "No point to look at",
  noneText:
    "The application notices nothing in your answers, documents, plan and profile. It does not judge the substance: having somebody else read them remains useful.",
  toDossier: "Prepare the dossier",
  showAll: (n: number) => `Show all ${n}`,
  groups: {
    evidence_missing: {
      title: "Met, without evidence",
      why: "An answer “Met” counts once the required evidence is there.",
      remedy: "Attach the document, or choose another answer for now.",
    },
    evidence_undated: {
      title: "Documents without a date",
      why: "The grid limits how long they hold: without a date they do not count yet.",
      remedy: "Give the date that the document bears.",
    },
    evidence_expired: {
      title: "Met, with evidence that expired",
      why: "On the reference date the document no longer holds: the answer does not count.",
      remedy: "Attach a current version.",
    },
    justification: {
      title: "Not applicable, without a reason",
      why: "A reader must understand why this standard does not concern you.",
      remedy: "Write a sentence or two.",
    },
    refused: {
      title: "Not applicable where it is not admitted",
      why: "These standards concern every programme.",
      remedy: "Choose another answer.",
    },
    name: {
      title: "Perhaps the name of a person",
      why: "Others will read the dossier. The application guesses from the shape of words: it may be wrong and does not see everything. Private notes are not read, for they never leave.",
      remedy: "If it is a person, write their function instead: “a mentor”, “the management”.",
    },
    sensitive: {
      title: "Documents with personal data",
      why: "They are marked so. Enclosed in the dossier, others would read them.",
      remedy: "Make them anonymous, or leave them out when composing the dossier.",
    },
    comment: {
      title: "Partly met or not met, without a comment",
      why: "Without a word from you, a reader does not know what exists already.",
      remedy: "Say in a sentence what is in place and what remains to be done.",
    },
    action_overdue: {
      title: "Actions past their due date",
      why: "The dossier prints this date.",
      remedy: "Bring the progress up to date, or choose another day.",
    },
    action_owner: {
      title: "Actions without an owner",
      why: "The plan says who does what.",
      remedy: "Give a function rather than a name.",
    },
    action_due: {
      title: "Actions without a due date",
      why: "The plan also says by when.",
      remedy: "Choose a day, even an approximate one.",
    },
    condition: {
      title: "Questions of the profile without an answer",
      why: "Until then, every standard that depends on them counts.",
      remedy: "Answer yes or no.",
    },
    profile: {
      title: "Profile to complete",
      why: "The summary of the dossier presents your programme: what is missing here is not in it.",
      remedy: "Fill in what you know. Leave empty what you do not have.",
    },
    unused: {
      title: "Documents that serve no standard",
      why: "They would be in the list of evidence without proving anything.",
      remedy: "Link them to a standard, or remove them.",
    },
  },
  nothing: "No document attached",
  missing: (n: number) =>
    count(n, "required piece of evidence is missing", "required pieces of evidence are missing"),
  late: (days: number) => `For ${count(days, "day", "days")}`,
  empty: "Not given",
  doubtful: "Unusual form: worth reading again",
  maybe: (where: string, found: string[]) =>
    `${where}: ${found.map((one) => `“${one}”`).join(", ")}`,
  where: {
    comment: "In the comment",
    justification: "In the justification",
    action: "In the action",
    owner: "As owner",
    evidence: "In the title",
  },
};
