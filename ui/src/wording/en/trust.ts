/** Words of the trust list. */

export const trust = {
  title: "Recorded keys",
  lead: "The signers you know, and how each key was checked. The list stays on this computer.",
  link: "See the recorded keys",
  back: "Verify a dossier",
  take: "Record a certificate…",
  takeTitle: "Record a certificate",
  takeText: (file: string) =>
    `“${file}”: an authority vouches for every certificate it issues, a key for itself alone.`,
  empty: "No key recorded",
  emptyText:
    "Verify a dossier, compare the fingerprint with the one the organisation gave you by another way, then record its key.",
  authority: "Authority",
  withdrawn: "Withdrawn",
  revoked: "Compromised",
  recorded: (day: string, author: string) => `Recorded on ${day} by ${author}:`,
  ended: (day: string, author: string) => `Withdrawn on ${day} by ${author}:`,
  valid: (day: string) => `Certificate valid until ${day}.`,
  record: "Record the key",
  recordTitle: "Record this key",
  recordText: (name: string) =>
    `Once you have compared the fingerprint, further dossiers of “${name}” are recognised, and another key under that name is pointed out.`,
  checkedHow: {
    how: "How did you check it?",
    hint: "For instance: fingerprint read out by the director on the phone, or sheet handed over.",
  },
  why: { how: "Why do you withdraw it?", hint: "The reason is shown with its dossiers." },
  author: "Your name",
  missing: "To be filled in, so that the list says where it comes from.",
  withdraw: "Withdraw the key",
  withdrawTitle: (name: string) => `Withdraw the key of “${name}”`,
  withdrawText:
    "Its dossiers are no longer recognised. Nothing is erased: the list keeps what was done.",
  stolen: "The key is in other hands",
  stolenText: "Stolen, lost or copied: what it signed is refused.",
  done: "The key is recorded.",
};
