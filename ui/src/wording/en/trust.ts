/** Words of the trust list. */

export const trust = {
  title: "Recorded keys",
  lead: "The signers you know, and how each key was checked. The list stays on this computer unless you hand it over.",
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
  hand: "Hand over the list…",
  handTitle: "Hand over the list, signed",
  handText:
    "A signed PDF that anyone can read, and that the application takes over. The whole list is in it: the keys, and the names of who checked them, when and how.",
  passphrase: "Passphrase of your identity",
  sign: "Sign the list…",
  noIdentity: "To sign the list, you need an identity.",
  toIdentity: "Create or import an identity",
  handed: (file: string) => `The list “${file}” is signed and was verified.`,
  openFile: "Open",
  showFile: "Show in its folder",
  takeList: "Take over a list…",
  takeListTitle: "Take over a trust list",
  signedBy: (name: string) => `List signed by “${name}”`,
  signedAs: (name: string) => `List signed under the name of “${name}”`,
  unnamed: "without a name",
  signerKnown: "Your list recognises this key.",
  stranger: {
    unknown:
      "Your list does not recognise this key. Record it first, its fingerprint compared by another way, then choose the list again.",
    other_key:
      "Another key is recorded for this name. Ask by another way which one is right, and record it first.",
    withdrawn: "This key was withdrawn from your list: nothing that it signs is taken over.",
    not_valid:
      "Your list recognises this key, but its certificate is not valid today. Ask for a list signed with a valid certificate, and record that first.",
  },
  toRecord: (count: number) =>
    count === 1 ? "1 key enters your list" : `${count} keys enter your list`,
  toWithdraw: (count: number) =>
    count === 1
      ? "1 key is withdrawn from your list"
      : `${count} keys are withdrawn from your list`,
  toWithdrawText:
    "One that you did not know enters as withdrawn: nothing will make it pass for a new one.",
  stayWithdrawn: (count: number) =>
    count === 1
      ? "1 key stays withdrawn, although it stands in the other list"
      : `${count} keys stay withdrawn, although they stand in the other list`,
  same: (count: number) =>
    count === 1 ? "1 key is the same already." : `${count} keys are the same already.`,
  nothingToTake: "Nothing changes: your list says all of that already.",
  takeListHow: {
    how: "Why do you take it over?",
    hint: "For instance: received from the Collectif for the campaign. What the other list says is added to each key.",
  },
  takeListConfirm: "Take over",
  takenOver: "The list is taken over.",
};
