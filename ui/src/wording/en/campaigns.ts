/** Words of campaigns that follow one another, and of two that are compared. */
import { count } from "./language";

export const campaigns = {
  ways: "How do you want to begin?",
  way: {
    follow: "From an earlier campaign",
    same: "The same programme, taking nothing over",
    other: "Another programme",
  },
  wayText: {
    follow:
      "Comments, evidence and unfinished actions are taken over. Answers are not: you confirm them one by one.",
    same: "The profile is taken over, every answer is to be given.",
    other: "Your organisation is taken over, the programme is to be described.",
  },
  from: "Campaign to begin from",
  one: (title: string, day: string) => `${title} · as of ${day}`,
  tooEarly: (day: string) =>
    `The reference date must come after that of the campaign you begin from, ${day}.`,
  begunTitle: "The new campaign is ready",
  begunLead:
    "This is what was taken over. On each standard your earlier answer is recalled: confirm it if it still holds.",
  taken: "Taken over",
  takenAnswers: (n: number) =>
    `${count(n, "standard", "standards")} with their comment or evidence`,
  takenEvidence: (n: number) =>
    `${count(n, "piece", "pieces")} of evidence, without a copy: each file is kept only once`,
  takenActions: (n: number) => `${count(n, "action", "actions")} of the plan, still to finish`,
  notTaken: "No answer was taken over: nothing counts before you agree.",
  left: (n: number) =>
    `${count(n, "standard is", "standards are")} no longer in this edition of the grid. What was said there stays in the earlier campaign:`,
  undoable: "“Undo” takes away all that was taken over.",
  firstStandard: "Confirm the first answer",
  toHome: "Go to the home screen",
  before: (title: string) => `In the earlier campaign (${title})`,
  confirm: "Confirm",
  confirmOf: (verdict: string) => `Confirm: ${verdict}`,
  same: "Your answer is the same.",
  changed: "Your answer has changed.",
  earlier: "The plan of the earlier campaign",
  earlierText: (title: string) =>
    `The actions of “${title}”, and what their standard is worth today.`,
  earlierAction: "Action",
  earlierStatus: "Progress then",
  earlierOutcome: "Today",
  cleared: "Cleared",
  toClear: "Still to clear",
  gone: "No longer in the grid",
  carried: "Taken over in this plan",
};

export const compare = {
  title: "Compare two campaigns",
  lead: "What rose and what fell, stage by stage. Two programmes are compared in the same way.",
  emptyTitle: "There is only one campaign",
  emptyText:
    "A comparison takes two campaigns in this workspace. Begin another one, or import a colleague's.",
  emptyAction: "New self-assessment",
  emptyImport: "Import a self-assessment",
  choose: "Choose the campaigns",
  before: "Before",
  after: "After",
  swap: "Swap",
  one: (programme: string, title: string, day: string) => `${programme} · ${title} · as of ${day}`,
  sameTwice: "Choose two different campaigns.",
  reading: "Reading the two campaigns…",
  levels: "Level reached",
  noLevel: "No level",
  stages: "Standards met by stage",
  stagesText: "Share of standards met among those that count.",
  stage: "Stage",
  all: "Together",
  share: (percent: number, passing: number, counted: number) =>
    `${percent}% (${passing}\u00a0of\u00a0${counted})`,
  none: "No standard counts",
  change: "Change",
  points: (n: number) =>
    n === 0 ? "No change" : `${n > 0 ? "+" : "−"}${count(Math.abs(n), "point", "points")}`,
  kinds: {
    rose: "Better",
    fell: "Worse",
    came: "New",
    went: "Gone",
  },
  kindTexts: {
    rose: "These standards are worth more than before.",
    fell: "These standards are worth less than before.",
    came: "These standards count now and did not before.",
    went: "These standards no longer count.",
  },
  nothing: {
    rose: "No standard rose.",
    fell: "No standard fell.",
    came: "No new standard.",
    went: "No standard ceased to count.",
  },
  standard: "Standard",
  absent: "Not in the grid",
  same: (n: number) => `${count(n, "standard", "standards")} stayed at the same point.`,
  editions: "The two campaigns do not follow the same edition of the grid.",
};
