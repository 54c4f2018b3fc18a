/** Words of the identity that signs, and of the sheet that makes it known. */
import { count } from "./language";

export const identity = {
  title: "Identity",
  open: "Identity that signs",
  openText: "Seal or signature, sheet to print, spare copy, certificate.",
  lead: "What signs your dossiers: a key kept on this computer, under a passphrase.",

  way: "How do you begin?",
  ways: { create: "Create an identity", import: "Bring an existing identity" },
  wayTexts: {
    create: "Your organisation has none yet. Everything happens here; nothing is sent.",
    import: "You have a “.p12” or “.pfx” file: a spare copy, or what an authority gave you.",
  },
  createTitle: "Create an identity",
  importTitle: "Bring an identity",

  kindQuestion: "Who signs?",
  kinds: { seal: "The organisation: a seal", person: "A person: a signature" },
  kindTexts: {
    seal: "Like the association's stamp: this dossier comes from it. It stays when people change. This is the usual choice.",
    person: "Like a signature at the foot of a page: this very person signed. It is never shared.",
  },
  kindNames: { seal: "Seal of an organisation", person: "Signature of a person" },
  sealName: "Name of the organisation",
  sealNameHint: "As in its statutes.",
  personName: "First and last name",
  organisation: "Organisation the person signs for",
  nameRequired: "Give the name that will appear on the signature.",
  options: "Options",
  algorithm: "Kind of key",
  algorithms: { p256: "ECDSA P-256", rsa3072: "RSA 3072" },
  algorithmTexts: {
    p256: "Small and quick, read by all recent software.",
    rsa3072: "Only if you are asked for it. Making it may take a minute.",
  },
  recommended: "recommended",
  phrase: "Passphrase of the identity",
  loss: "Write this passphrase down in a safe place: nobody can recover it.",
  lossText:
    "If it is lost, another identity must be created and made known again. Your answers, your evidence and the dossiers already issued remain.",
  create: "Create the identity",
  creating: "Creating the identity",
  creatingText: {
    p256: "One moment…",
    rsa3072: "The key is drawn at random: this may take a minute. You can wait here.",
  },

  worth: "What an identity made here proves",
  proves: "It proves",
  provesList: [
    "that not one sign of the dossier has changed since it was signed;",
    "that two dossiers were signed by the same key;",
    "who signed, for anyone to whom you handed your fingerprint or your sheet.",
  ],
  provesNot: "It does not prove",
  provesNotList: [
    "that the name written is yours: anyone can write a name. The identity sheet, or an authority, confirms it;",
    "the time of signing to a third party: that takes a timestamp;",
    "what a “qualified” signature proves in the sense of the law.",
  ],

  file: "File with the identity",
  chooseFile: "Choose a file…",
  chooseAnother: "Choose another file…",
  filePhrase: "Passphrase of this file",
  filePhraseHint: "The one given when the file was made.",
  read: "Open the file",
  reading: "Opening the file",
  found: (n: number) => `This file holds ${count(n, "identity", "identities")}.`,
  which: "Which one do you want to use?",
  choice: (kind: string, until: string, fingerprint: string) =>
    `${kind}, valid until ${until}, fingerprint ${fingerprint}…`,
  keepUnder: "Passphrase on this computer",
  keepUnderText:
    "The identity is kept here under a passphrase that may be another one. The original file is not changed.",
  import: "Bring this identity",
  importing: "Keeping the identity",

  locked: "An identity is already here",
  unlock: "Open the identity",

  present: "Your identity",
  issuedBy: (authority: string) => `certificate issued by ${authority}`,
  selfMade: "certificate made here, without an authority",
  validity: "Valid",
  fromTo: (from: string, to: string) => `from ${from} to ${to}`,
  key: "Key",
  fingerprint: "Fingerprint of the certificate",
  fingerprintText: "This is what is compared to recognise you. It is no secret.",
  expired: (on: string) =>
    `This certificate is no longer valid since ${on}: replace the identity before issuing a dossier.`,
  expiresSoon: (on: string) =>
    `This certificate will no longer be valid after ${on}: consider replacing the identity.`,
  created: "Your identity is ready",
  createdText: "Now print the identity sheet, and make a spare copy.",
  taken: "The certificate is in place",
  takenText: "Your next dossiers will bear it. Print a new identity sheet.",

  known: "Making it known",
  knownText:
    "Without this, whoever receives a dossier sees your name but cannot know that it is really you.",
  knownSteps: [
    "Print the identity sheet.",
    "Hand it over to the Collectif in person, or read the fingerprint out in a call to a number you know.",
    "The person who records it dates and signs the sheet, and keeps it.",
  ],
  printSheet: "Print the identity sheet",
  preview: "Preview of the sheet",
  hidePreview: "Hide the preview",
  printed: "Now hand the sheet over in person.",
  exportCertificate: "Save the certificate…",
  certificateExported: (name: string) => `The certificate “${name}” is saved`,
  certificateExportedText:
    "It may be sent to whoever must recognise you: it does not hold the key. The fingerprint is always compared by another way.",

  copy: "Spare copy",
  copyText:
    "If this computer breaks down, the key is lost with it. Backups of the workspace do not hold it.",
  export: "Save a copy…",
  exportTitle: "Copy of the identity",
  exportText:
    "A “.p12” file, under a passphrase of its own. Keep it on a USB stick, and the passphrase elsewhere. Whoever has both can sign in your place.",
  exportFresh: "Passphrase of the copy",
  exportConfirm: "Choose the place…",
  exported: (name: string) => `The copy “${name}” is saved`,
  exportedText: "Put it away from this computer.",

  authority: "Certificate of an authority",
  authorityText:
    "If the Collectif runs an authority, it can certify your key: your dossiers are then recognised without comparing fingerprints. This is not needed to begin.",
  request: "Prepare a request…",
  requestTitle: "Certificate request",
  requestText:
    "A “.csr” file to send to the authority. It holds your name and the public part of the key, never the key itself.",
  requested: (name: string) => `The request “${name}” is saved`,
  requestedText:
    "Send it to the authority. Come back here once it has given you a certificate. Do not replace your identity until then.",
  take: "Install the certificate received…",
  takeTitle: "Certificate received",
  takeText:
    "Next, choose the file that the authority gave back (“.pem”, “.cer” or “.crt”). The key stays the same.",
  takeConfirm: "Choose the certificate…",
  working: "One moment…",

  leave: "Replace or remove",
  leaveText: "Dossiers already issued stay valid in any case.",
  replace: "Replace the identity…",
  replacing: (name: string) => `You are replacing the identity “${name}”.`,
  replacingText:
    "It stays in place until the new one is kept. Dossiers already issued stay valid and verify with the old fingerprint; the next ones will bear the new one, to be made known again.",
  replaceTitle: "Replace the identity?",
  replaceConfirm: "Continue",
  keepPresent: "Keep the present identity",
  remove: "Remove the identity…",
  removeTitle: "Remove the identity from this computer?",
  removeText: "The key is erased here. Without a spare copy, nobody can sign with it any more.",
  removeValid: "Dossiers already issued stay valid: verifying them does not need the key.",
  removeAgain: "To issue more signed dossiers, you will need an identity.",
  removeConfirm: "Remove the identity",
  removed: "The identity is no longer on this computer.",
};

export const identitySheet = {
  title: "Identity sheet",
  lead: "To be handed in person to whoever records identities at the Collectif.",
  who: "Who signs",
  name: "Name",
  kind: "Kind",
  certificate: "Certificate",
  validity: "Valid",
  key: "Key",
  printedOn: "Sheet printed on",
  fingerprint: "Fingerprint",
  fingerprintText:
    "It must be the same, sign for sign, in every dossier that this identity has signed.",
  code: (text: string) => `The code holds the fingerprint, and nothing else: “${text}”.`,
  codeLabel: "Code for a camera: the fingerprint of the certificate",
  handed: "Handed over by the organisation",
  recorded: "Recorded by the Collectif",
  compared: "Compared:",
  ways: ["in person", "in a call"],
  person: "Name and role",
  on: "Date",
  signature: "Signature",
  how: "What to do with this sheet",
  steps: [
    "The organisation dates and signs it before the person of the Collectif, or reads it out in a call.",
    "The Collectif compares the fingerprint, dates, signs, and adds the certificate to its list.",
    "Each keeps a copy for as long as dossiers signed this way are of use.",
  ],
  warning: "This sheet holds no secret: it serves to verify, not to sign.",
};
