/** Words about the passphrase of a workspace, and about the sheet that helps when it is needed. */
import { count } from "./language";

/** Words around any field for a passphrase. */
export const passphrase = {
  label: "Passphrase",
  again: "The same passphrase, once more",
  hint: "At least 12 characters. Four unrelated words make a good one.",
  show: "Show",
  hide: "Hide",
  showOf: (label: string) => `Show: ${label}`,
  hideOf: (label: string) => `Hide: ${label}`,
  capsLock: "Caps lock is on.",
  missing: "Type the passphrase.",
  tooShort: (n: number) => `${count(n, "character", "characters")} to go.`,
  different: "The two passphrases are not the same.",
  strength: { weak: "Easy to guess", fair: "Fair", strong: "Strong" },
  strengthLabel: "Strength of the passphrase",
  advice: {
    weak: "Add words that have nothing to do with one another.",
    fair: "One or two more words would make it strong.",
    strong: "Write it down at once.",
  },
  remember: "Remember the passphrase on this computer",
  rememberText:
    "It is entrusted to the system's key ring. Whoever opens your session will be able to open the workspace.",
  noKeyRing: "This computer has no key ring in service: the passphrase will be asked for.",
};

export const protection = {
  title: "Protect this workspace",
  lead: "Your answers and your evidence are kept in one file, on this computer. A passphrase makes it unreadable to anyone else.",
  place: "Where the file is",
  question: "How shall it be protected?",
  with: "With a passphrase",
  recommended: "recommended",
  withText: "The file and its copies are encrypted. The passphrase is asked for at each opening.",
  without: "Without a passphrase",
  withoutText: "Anyone who uses this computer, or finds a copy of the file, can read it.",
  withoutWarning:
    "Your evidence may hold personal data. You can add a passphrase later, in the settings.",
  loss: "Without this passphrase nobody can open the file: neither you nor we.",
  lossText: "Write it down now and entrust it to a second person. A sheet to print will help you.",
  create: "Continue",
  creating: "Making the workspace…",
  madeTitle: "Your workspace is protected",
  madeLead:
    "Print the recovery sheet, write the passphrase on it by hand, and keep it away from this computer.",
  print: "Print the recovery sheet",
  printed: "Now write the passphrase on the sheet, then put it in a safe place.",
  later: "You can print it again from the settings. The passphrase never stands on it.",
  next: "Describe my programme",
  preview: "What the sheet looks like",
};

export const recovery = {
  title: "Recovery sheet",
  lead: "To be kept away from the computer, in a closed envelope.",
  what: "What this sheet opens",
  whatText:
    "The “Label Mentorat” workspace of the organisation: self-assessments, evidence and improvement plan.",
  file: "File",
  madeOn: "Sheet printed on",
  version: "Application",
  phrase: "Passphrase, to be written by hand, legibly",
  phraseText: "Capitals, accents and spaces count. The application neither prints nor stores it.",
  trusted: "Entrusted to",
  name: "Name and role",
  place: "Place",
  on: "On",
  how: "To open the workspace",
  steps: [
    "Install Label Mentorat, on this computer or on another one.",
    "Copy the file to where it is wanted, then choose “Open an existing workspace”.",
    "Type the passphrase written above.",
    "When someone leaves, or in doubt: change the passphrase in Settings, then destroy this sheet.",
  ],
  warning: "Without this passphrase nobody can read the file or its copies again.",
};
