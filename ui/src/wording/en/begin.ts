/** Words of the example, of the first look over the whole grid, and of what may be supposed. */
import type * as french from "../fr/begin";
import { count } from "./language";

export const example: typeof french.example = {
  choice: "Look around in an example",
  choiceText:
    "A made-up programme, already filled in, apart from your own data. It goes away in one click when you leave it.",
  here: "You are in the example, a made-up programme.",
  hereText: "Try everything: your own data stay closed and do not change.",
  leave: "Leave the example",
  createTitle: "Leave the example first",
  createText:
    "What you would begin here would go away with the example. Your self-assessment begins in your own workspace.",
  createLeave: "Leave the example and begin",
};

export const quick: typeof french.quick = {
  title: "Pre-diagnosis",
  lead: "One question for each standard, about ten minutes. Evidence and comments come later.",
  progress: (done, all) => `${done} of ${count(all, "standard", "standards")}`,
  question: "Today, in your programme, is this the case?",
  answers: {
    met: "Yes",
    partly_met: "In part",
    not_met: "No",
    not_applicable: "Not applicable",
  },
  hint: "Keys 1 to 4. The answer is saved at once and the next question comes.",
  back: "Previous question",
  skip: "Skip",
  later: "Go on later",
  more: "Advice",
  answered: (answer) => `Answer saved: ${answer}`,
  doneTitle: "You have been through the whole grid",
  doneText: (met, evidence) => {
    if (met === 0) {
      return "Your plan can begin: home shows where.";
    }
    const said = `${count(met, "standard is", "standards are")} said to be met`;
    return evidence === 0
      ? `${said}.`
      : `${said}. To count, ${evidence === 1 ? "one of them waits" : evidence === met ? "each waits" : `${evidence} of them wait`} for evidence that is up to date.`;
  },
  toHome: "See where I stand",
  toEvidence: "Attach evidence",
  skipped: (n) => `${count(n, "question skipped", "questions skipped")}.`,
  again: "Take up the skipped questions",
  invite: "Begin the pre-diagnosis",
  inviteText: (n) =>
    `One question for each standard, no evidence to attach for now: ${count(n, "question", "questions")}, about ten minutes.`,
  resume: "Go on with the pre-diagnosis",
  resumeText: (n) => `${count(n, "standard without an answer", "standards without an answer")}.`,
};

export const suppose: typeof french.suppose = {
  title: "What if…",
  lead: "Tick standards as if they were met: the level is worked out again by the rule of the grid. Nothing is saved.",
  link: "What if…",
  now: "Today",
  then: "As supposed",
  noLevel: "No level",
  same: "The level does not change.",
  better: (rank) => `Level ${rank} would be reached.`,
  left: (rank, n) => `Towards level ${rank}, ${count(n, "standard", "standards")} would be left.`,
  nothingLeft: "All three levels would be reached.",
  supposed: (n) =>
    n === 0 ? "Nothing supposed" : `${count(n, "standard", "standards")} supposed to be met`,
  clear: "Untick all",
  takeNext: (rank) => `Suppose all that level ${rank} lacks`,
  towards: (rank) => `For level ${rank}`,
  others: "Other standards to treat",
  none: "Every standard that counts is met: there is nothing to suppose.",
  levels: "Share of standards met, by level",
  level: "Level",
  share: (before, after) => (before === after ? `${after}%` : `${before}% → ${after}%`),
  open: (title) => `Open: ${title}`,
};

export const due: typeof french.due = {
  title: "Actions due",
  none: "No action is due within thirty days.",
  late: (day) => `Late since ${day}`,
  on: (day) => `By ${day}`,
  nobody: "No owner",
  all: "See the plan",
};

export const pictureTable: typeof french.pictureTable = {
  show: "Show as a table",
  caption: "Standards met by stage and level",
  stage: "Stage",
  none: "No standard counts",
  cell: (passing, counted) => `${passing} of ${counted}`,
};
