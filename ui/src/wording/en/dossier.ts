/** Words of the dossier to issue and of the dossier received. */
import { count } from "./language";

export const dossier = {
  title: "Dossier",
  lead: "A single signed PDF that holds your answers, your evidence and the level reached.",
  readiness: "Before exporting",
  readinessText: "Nothing bars the export: what is missing is simply said in the dossier.",
  ready: "Your dossier lacks nothing.",
  lacks: {
    unanswered: (n: number) => `${count(n, "standard", "standards")} unanswered`,
    evidence: (n: number) =>
      `${count(n, "“met” answer", "“met” answers")} without current evidence`,
    justification: (n: number) =>
      `${count(n, "“not applicable”", "“not applicable”")} without a reason`,
    refused: (n: number) => `${count(n, "“not applicable”", "“not applicable”")} refused`,
    sensitive: (n: number) =>
      `${count(n, "document marked", "documents marked")} as holding personal data`,
    owner: (n: number) => `${count(n, "action", "actions")} without an owner`,
    representative: "The legal representative is not given",
    conditions: (n: number) =>
      `${count(n, "question", "questions")} of the profile without a reply`,
  },
  see: "See",
  identity: "Your signature",
  identityText:
    "The dossier is signed on this computer. The signature proves that it was not changed since, and that the same key signed it.",
  kindQuestion: "Who signs?",
  kinds: {
    seal: "The organisation (seal)",
    person: "A person (signature)",
  },
  kindTexts: {
    seal: "Like the association's stamp: the dossier comes from your organisation. This is the usual choice.",
    person: "The dossier is signed in the name of a person, for example the president.",
  },
  sealName: "Name of the organisation",
  personName: "First and last name",
  nameRequired: "Give the name that will appear on the signature.",
  loss: "Write this passphrase down in a safe place: nobody can recover it. If it is lost, a new signature must be created; your answers and your evidence remain.",
  create: "Create the signature",
  creating: "Creating…",
  identityKind: { seal: "Seal of the organisation", person: "Signature of a person" },
  validUntil: (day: string) => `valid until ${day}`,
  digest: "Fingerprint of the certificate",
  digestHelp:
    "Give this fingerprint to whoever receives your dossier: it lets them recognise your signature.",
  issue: "Export the dossier",
  enclose: "Documents enclosed in the PDF",
  encloseAll: "All the evidence",
  encloseAllText: (n: number, size: string) =>
    `${count(n, "document", "documents")}, ${size}. The reader can check everything.`,
  encloseNone: "No evidence",
  encloseNoneText: "Only their fingerprints appear in the dossier: it stays light.",
  issuePassphrase: "Passphrase of the signature",
  issueButton: "Sign and export…",
  issueText: "You then choose where to save the PDF.",
  issuing: "Preparing the dossier",
  steps: {
    layout: "Layout",
    evidence: "Adding evidence",
    signature: "Signature",
    verification: "Checking the result",
    waiting: "Choosing the place",
  },
  cancelled: "The export was stopped. No file was written.",
  issued: "Your dossier is ready",
  issuedText: (name: string, size: string) => `${name} (${size}) is signed and was verified.`,
  issuedWhere: "Place",
  howToCheck: "How to verify it",
  howToCheckText:
    "Anyone can open this PDF in the “Verify” screen of this application, or see the signature in a usual PDF reader. Send the fingerprint of the certificate by another way than the dossier.",
  again: "Export another version",
};

export const verification = {
  title: "Verify a dossier",
  lead: "Check a dossier you received: nothing is sent, nothing is changed.",
  drop: "Drop a PDF dossier here",
  or: "or",
  choose: "Choose a dossier…",
  another: "Verify another dossier",
  checking: "Verifying",
  one: "One dossier at a time: the first one was verified.",
  cancelled: "The verification was stopped.",
  verdict: {
    trusted: "This dossier is intact and its signer is known",
    intact: "This dossier is intact, its signer remains to be confirmed",
    altered: "This dossier was altered or contradicts itself",
    not_a_dossier: "This PDF is signed, but it is not a Label Mentorat dossier",
    unsigned: "This PDF is not signed",
    unreadable: "This file could not be read",
  },
  question: {
    integrity: "Integrity",
    identity: "Identity",
    date: "Date",
    content: "Content",
  },
  outcome: {
    good: "In order",
    caution: "To confirm",
    bad: "Problem",
    undecided: "Undecided",
  },
  advice: "What to do",
  level: "Level",
  declared: "Declared in the dossier",
  recomputed: "Recomputed here",
  noLevel: "None",
  same: "The two agree.",
  differ: "The two disagree: do not rely on the declared level.",
  checks: (n: number) => `All checks (${n})`,
  checkOutcome: {
    passed: "Passed",
    failed: "Failed",
    undecided: "Undecided",
    not_applicable: "Not applicable",
  },
  signer: "Signer",
  certificate: "Fingerprint of the certificate",
};
