/** Words about pieces of evidence and about the plan. */
import { count } from "./language";

export const evidence = {
  title: "Evidence",
  lead: "All the documents of this self-assessment, and what they prove.",
  emptyTitle: "No evidence yet",
  emptyText:
    "The documents that you attach to a standard appear here. One document may serve several standards.",
  emptyAction: "Open the grid",
  caption: "Attached documents",
  views: "How evidence is shown",
  view: { list: "Table", matrix: "Matrix" },
  narrow: "Choose the documents shown",
  search: "Search a document",
  filter: "Show",
  everything: "All documents",
  kinds: {
    unused: "Without a standard",
    expired: "Expired",
    soon: "To renew within three months",
    undated: "Undated",
    sensitive: "Personal data",
  },
  kindCount: (kind: string, n: string) => `${kind} (${n})`,
  serves: "That serve",
  servesAny: "All stages",
  shown: (n: number, all: number) => `${n} of ${count(all, "document", "documents")}`,
  clear: "Show all",
  emptyFilter: "No document fits these choices.",
  more: (n: number) => `Show ${count(n, "more document", "more documents")}`,
  columns: {
    chosen: "Choice",
    title: "Document",
    date: "Dated",
    uses: "Serves",
    validity: "Validity",
    size: "Size",
  },
  sortHint: "Sort",
  choose: "Choose",
  chooseOf: (title: string) => `Choose: ${title}`,
  chooseAll: (n: number) =>
    n === 1 ? "Choose the document shown" : `Choose the ${n} documents shown`,
  add: "Add documents",
  addText: "You can also drop documents on this page.",
  added: (n: number) =>
    n === 1
      ? "1 document is in the library. It is ticked: give its date, or link it to a standard."
      : `${n} documents are in the library. They are ticked: give their date, or link them to a standard.`,
  unused: "No standard",
  noDate: "Undated",
  datedOn: (day: string) => `Document of ${day}`,
  editOf: (title: string) => `Edit: ${title}`,
  unlink: "Detach",
  unlinkOf: (title: string) => `Detach: ${title}`,
  editTitle: "Describe this evidence",
  describeNew: "Describe the document you added",
  describeText: "The date tells until when the evidence counts. You can come back to it.",
  name: "Title",
  nameRequired: "Give this document a title.",
  documentDate: "Document date",
  documentDateHint: "The one it bears, dd/mm/yyyy",
  validUntil: "Valid until",
  validUntilHint: "Only if the document bears an end, dd/mm/yyyy",
  privacyLabel: "This document holds",
  privacy: {
    none: "No personal data",
    anonymised: "Data made anonymous",
    sensitive: "Personal data",
  },
  sensitiveText: "Hide what lets a person be recognised: others will read the dossier.",
  file: (name: string, size: string) => `${name} · ${size}`,
  pick: {
    title: "Use existing evidence",
    text: "Choose the document that also proves this point.",
    none: "No other document has been attached to this self-assessment yet.",
    pages: "Pages to read",
    pagesHint: "For example: 3 to 5",
    confirm: "Use this document",
    list: "Documents",
    search: "Search a document",
    nothing: "No document fits.",
    more: (n: number) => `and ${count(n, "other", "others")}: narrow the search to see them.`,
    alsoServes: (standards: string) => `Already serves ${standards}`,
  },
  pages: (pages: string) => `pages ${pages}`,
  changePages: "Change the pages",
  pagesShort: "Pages",
  preview: {
    title: "Preview",
    loading: "Reading the document…",
    image: (title: string) => `Preview of the image: ${title}`,
    text: (title: string) => `Beginning of the text: ${title}`,
    cut: "Only the beginning is shown. Open the document to read the rest.",
    elsewhere: "No preview for this kind of document: it opens in its own application.",
    tooLarge: "This image is too large for a preview: open it in its own application.",
    unreadable: "The image could not be drawn. Try opening it in its own application.",
  },
  describe: "Edit the record",
  serving: "Standards served",
};

export const several = {
  label: "Chosen documents",
  chosen: (n: number) => count(n, "document chosen", "documents chosen"),
  hidden: (n: number) => `${n} of them not in the list shown`,
  date: "Give the date",
  privacy: "Personal data",
  link: "Link to a standard",
  remove: "Remove",
  none: "Choose nothing",
  dateTitle: "Date of the chosen documents",
  dateText: (n: number) =>
    n === 1 ? "The date that this document bears." : `The same date for all ${n} documents.`,
  dateReplaced: (n: number) =>
    n === 1
      ? "One of them has a date already: it will be replaced."
      : `${n} of them have a date already: it will be replaced.`,
  dateConfirm: "Save the date",
  privacyTitle: "What these documents hold",
  linkTitle: "Link to a standard",
  linkText: (n: number) =>
    n === 1
      ? "The chosen document will serve this standard, besides those it serves already."
      : `The ${n} chosen documents will serve this standard, besides those they serve already.`,
  find: "Search a standard",
  findHint: "Number or words of the title",
  standards: "Standards",
  noStandard: "No standard fits.",
  moreStandards: (n: number) =>
    `and ${count(n, "other standard", "other standards")}: narrow the search to see them.`,
  as: "As evidence of",
  asOther: "Another document, covering no expected evidence",
  change: "Choose another standard",
  linkConfirm: "Link",
  removeTitle: (n: number) => (n === 1 ? "Remove this document?" : `Remove these ${n} documents?`),
  removeText: (standards: number) =>
    standards === 0
      ? "No standard depends on it. All stays in the trash for 30 days."
      : `${count(standards, "standard loses", "standards lose")} evidence. All stays in the trash for 30 days.`,
  removeConfirm: "Remove",
  done: {
    date: (n: number) => `The date is saved for ${count(n, "document", "documents")}.`,
    privacy: (n: number) => `Saved for ${count(n, "document", "documents")}.`,
    link: (n: number, standard: string) =>
      `${count(n, "document", "documents")} linked to ${standard}.`,
    remove: (n: number) => `${count(n, "document", "documents")} removed.`,
  },
  undo: "Undo",
};

export const matrix = {
  caption: "Standards in rows, documents in columns",
  help: "A mark stands where a document serves a standard. Choose it for the details.",
  stage: "Stage",
  allStages: "All stages",
  onlyBare: "Only standards without a document",
  standard: "Standard",
  bareCount: (bare: number, all: number) =>
    bare === 0
      ? `Each of the ${count(all, "standard", "standards")} has at least one document.`
      : `${bare} of ${count(all, "standard", "standards")} without any document.`,
  lackingCount: (n: number) =>
    n === 1 ? "1 awaits required evidence:" : `${n} await required evidence:`,
  andMore: (n: number) => `and ${count(n, "other", "others")}`,
  bare: {
    lacking: "No document",
    free: "Nothing required",
    aside: "Does not count",
  },
  pieces: (n: number) => count(n, "document", "documents"),
  mark: (piece: string, standard: string, state: string) => `${piece} for ${standard}: ${state}`,
  unusedCount: (n: number) =>
    n === 1 ? "1 document serves no standard" : `${n} documents serve no standard`,
  empty: "Every standard of this stage has at least one document.",
  rowsPage: (from: number, to: number, all: number) => `Standards ${from} to ${to} of ${all}`,
  columnsPage: (from: number, to: number, all: number) => `Documents ${from} to ${to} of ${all}`,
  previous: "Previous",
  next: "Next",
  legend: "Key",
  covers: "Covers",
  coversNothing: "Goes with the answer, covering no expected evidence",
  pages: "Pages",
  state: "Validity",
  openStandard: "Open the standard",
  openPiece: "See the document",
  unlink: "Detach from this standard",
};

export const paste = {
  button: "Paste a screenshot",
  hint: "A screenshot can be pasted here with Ctrl + V.",
  title: "Paste a screenshot",
  text: "Take your screenshot, then come back here and press Ctrl + V.",
  zone: "Paste the image here",
  nothing: "What was pasted is not an image. Take a screenshot first.",
  fileName: (day: string, time: string) => `Screenshot of ${day} at ${time}`,
};

export const plan = {
  title: "Improvement plan",
  lead: "Turn a gap into an action: the grid's advice is already written, adapt it as you need.",
  gaps: "Gaps without an action",
  gapsNone: "Each gap has its action.",
  gapsEmpty: "No gap: every standard that concerns you is met.",
  add: "Add to the plan",
  addOf: (standard: string) => `Add to the plan: ${standard}`,
  showAll: (n: number) => `Show all ${n} gaps`,
  actions: "Actions",
  actionsEmpty: "No action yet. Choose a gap below to begin.",
  action: "Action",
  owner: "Owner",
  ownerHint: "A role rather than a name",
  due: "Due",
  status: "Progress",
  statuses: {
    planned: "Planned",
    started: "Started",
    done: "Done",
    dropped: "Dropped",
  },
  late: "Late",
  dueOn: (day: string) => `for ${day}`,
  noOwner: "No owner",
  noDue: "No due date",
  editTitle: "Edit the action",
  editOf: (standard: string) => `Edit the action: ${standard}`,
  removeOf: (standard: string) => `Remove the action: ${standard}`,
  actionRequired: "Say what will be done.",
  advised: (effort: string, months: number) =>
    `${effort}, usually within ${count(months, "month", "months")}`,
};
