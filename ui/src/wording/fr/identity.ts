/** Words of the identity that signs, and of the sheet that makes it known. */
import { count } from "./language";

export const identity = {
  title: "Identité",
  open: "Identité qui signe",
  openText: "Sceau ou signature, fiche à imprimer, copie de secours, certificat.",
  lead: "Ce qui signe vos dossiers : une clé gardée sur cet ordinateur, sous une phrase de passe.",

  way: "Comment commencer ?",
  ways: { create: "Créer une identité", import: "Reprendre une identité existante" },
  wayTexts: {
    create: "Votre organisme n'en a pas encore. Tout se fait ici, sans rien envoyer.",
    import:
      "Vous avez un fichier «.p12» ou «.pfx» : une copie de secours, ou ce qu'une autorité vous a remis.",
  },
  createTitle: "Créer une identité",
  importTitle: "Reprendre une identité",

  kindQuestion: "Qui signe ?",
  kinds: { seal: "L'organisme : un sceau", person: "Une personne : une signature" },
  kindTexts: {
    seal: "Comme le tampon de l'association : ce dossier vient d'elle. Il reste quand les personnes changent. C'est le choix courant.",
    person:
      "Comme une signature au bas d'une page : cette personne-là a signé. Elle ne se partage jamais.",
  },
  kindNames: { seal: "Sceau d'un organisme", person: "Signature d'une personne" },
  sealName: "Nom de l'organisme",
  sealNameHint: "Tel qu'il figure dans les statuts.",
  personName: "Prénom et nom",
  organisation: "Organisme pour lequel elle signe",
  nameRequired: "Indiquez le nom qui figurera sur la signature.",
  options: "Options",
  algorithm: "Sorte de clé",
  algorithms: { p256: "ECDSA P-256", rsa3072: "RSA 3072" },
  algorithmTexts: {
    p256: "Petite et rapide, lue par tous les logiciels récents.",
    rsa3072: "Seulement si l'on vous la demande. Sa création peut prendre une minute.",
  },
  recommended: "recommandé",
  phrase: "Phrase de passe de l'identité",
  loss: "Notez cette phrase en lieu sûr : personne ne pourra la retrouver.",
  lossText:
    "Si elle est perdue, il faudra créer une autre identité et la faire connaître à nouveau. Vos réponses, vos preuves et les dossiers déjà émis restent.",
  create: "Créer l'identité",
  creating: "Création de l'identité",
  creatingText: {
    p256: "Un instant…",
    rsa3072: "La clé est tirée au hasard : cela peut prendre une minute. Vous pouvez attendre ici.",
  },

  worth: "Ce que prouve une identité faite ici",
  proves: "Elle prouve",
  provesList: [
    "que le dossier n'a pas changé d'un signe depuis qu'il est signé ;",
    "que deux dossiers ont été signés par la même clé ;",
    "qui a signé, pour toute personne à qui vous avez remis votre empreinte ou votre fiche.",
  ],
  provesNot: "Elle ne prouve pas",
  provesNotList: [
    "que le nom écrit est le vôtre : n'importe qui peut écrire un nom. C'est la fiche d'identité, ou une autorité, qui le confirme ;",
    "l'heure de la signature pour un tiers : il y faut un horodatage ;",
    "au sens de la loi, ce que prouve une signature «qualifiée».",
  ],

  file: "Fichier de l'identité",
  chooseFile: "Choisir un fichier…",
  chooseAnother: "Choisir un autre fichier…",
  filePhrase: "Phrase de passe de ce fichier",
  filePhraseHint: "Celle qui a été donnée quand le fichier a été fait.",
  read: "Ouvrir le fichier",
  reading: "Ouverture du fichier",
  found: (n: number) => `Ce fichier contient ${count(n, "identité", "identités")}.`,
  which: "Laquelle voulez-vous utiliser ?",
  choice: (kind: string, until: string, fingerprint: string) =>
    `${kind}, valable jusqu'au ${until}, empreinte ${fingerprint}…`,
  keepUnder: "Phrase de passe pour cet ordinateur",
  keepUnderText:
    "L'identité est gardée ici sous une phrase qui peut être différente. Le fichier d'origine n'est pas modifié.",
  import: "Reprendre cette identité",
  importing: "Enregistrement de l'identité",

  locked: "Une identité est déjà là",
  unlock: "Ouvrir l'identité",

  present: "Votre identité",
  issuedBy: (authority: string) => `certificat délivré par ${authority}`,
  selfMade: "certificat fait ici, sans autorité",
  validity: "Valable",
  fromTo: (from: string, to: string) => `du ${from} au ${to}`,
  key: "Clé",
  fingerprint: "Empreinte du certificat",
  fingerprintText: "C'est elle que l'on compare pour vous reconnaître. Ce n'est pas un secret.",
  expired: (on: string) =>
    `Ce certificat n'est plus valable depuis le ${on} : remplacez l'identité avant d'émettre un dossier.`,
  expiresSoon: (on: string) =>
    `Ce certificat ne vaudra plus après le ${on} : pensez à remplacer l'identité.`,
  created: "Votre identité est prête",
  createdText: "Imprimez maintenant la fiche d'identité, et faites une copie de secours.",
  taken: "Le certificat est en place",
  takenText: "Vos prochains dossiers le porteront. Imprimez une nouvelle fiche d'identité.",

  known: "La faire connaître",
  knownText:
    "Sans cela, qui reçoit un dossier voit votre nom mais ne peut pas savoir que c'est bien vous.",
  knownSteps: [
    "Imprimez la fiche d'identité.",
    "Remettez-la en main propre au Collectif, ou lisez-lui l'empreinte lors d'un appel à un numéro que vous connaissez.",
    "La personne qui l'enregistre date et signe la fiche, puis la conserve.",
  ],
  printSheet: "Imprimer la fiche d'identité",
  preview: "Aperçu de la fiche",
  hidePreview: "Masquer l'aperçu",
  printed: "Remettez maintenant la fiche en main propre.",
  exportCertificate: "Enregistrer le certificat…",
  certificateExported: (name: string) => `Le certificat «${name}» est enregistré`,
  certificateExportedText:
    "Il peut être envoyé à qui doit vous reconnaître : il ne contient pas la clé. L'empreinte se compare toujours par téléphone ou de vive voix.",

  copy: "Copie de secours",
  copyText:
    "Si cet ordinateur tombe en panne, la clé disparaît avec lui. Les sauvegardes de l'espace de travail ne la contiennent pas.",
  export: "Enregistrer une copie…",
  exportTitle: "Copie de l'identité",
  exportText:
    "Un fichier «.p12», sous une phrase à lui. Gardez-le sur une clé USB, et la phrase ailleurs. Qui a les deux peut signer à votre place.",
  exportFresh: "Phrase de passe de la copie",
  exportConfirm: "Choisir l'emplacement…",
  exported: (name: string) => `La copie «${name}» est enregistrée`,
  exportedText: "Rangez-la hors de cet ordinateur.",

  authority: "Certificat d'une autorité",
  authorityText:
    "Si le Collectif tient une autorité, elle peut certifier votre clé : vos dossiers seront alors reconnus sans comparer d'empreinte. Ce n'est pas nécessaire pour commencer.",
  request: "Préparer une demande…",
  requestTitle: "Demande de certificat",
  requestText:
    "Un fichier «.csr» à transmettre à l'autorité. Il contient votre nom et la partie publique de la clé, jamais la clé elle-même.",
  requested: (name: string) => `La demande «${name}» est enregistrée`,
  requestedText:
    "Transmettez-la à l'autorité. Revenez ici quand elle vous aura rendu un certificat. Ne remplacez pas votre identité d'ici là.",
  take: "Installer le certificat reçu…",
  takeTitle: "Certificat reçu",
  takeText:
    "Choisissez ensuite le fichier rendu par l'autorité («.pem», «.cer» ou «.crt»). La clé reste la même.",
  takeConfirm: "Choisir le certificat…",
  working: "Un instant…",

  leave: "Remplacer ou retirer",
  leaveText: "Les dossiers déjà émis restent valables dans tous les cas.",
  replace: "Remplacer l'identité…",
  replacing: (name: string) => `Vous remplacez l'identité «${name}».`,
  replacingText:
    "Elle reste en place jusqu'à ce que la nouvelle soit enregistrée. Les dossiers déjà émis restent valables et se vérifient avec l'ancienne empreinte ; les prochains porteront la nouvelle, à faire connaître à nouveau.",
  replaceTitle: "Remplacer l'identité ?",
  replaceConfirm: "Continuer",
  keepPresent: "Garder l'identité actuelle",
  remove: "Retirer l'identité…",
  removeTitle: "Retirer l'identité de cet ordinateur ?",
  removeText:
    "La clé est effacée d'ici. Sans copie de secours, plus personne ne pourra signer avec elle.",
  removeValid:
    "Les dossiers déjà émis restent valables : leur vérification n'a pas besoin de la clé.",
  removeAgain: "Pour émettre d'autres dossiers signés, il faudra une identité.",
  removeConfirm: "Retirer l'identité",
  removed: "L'identité n'est plus sur cet ordinateur.",
};

export const identitySheet = {
  title: "Fiche d'identité",
  lead: "À remettre en main propre à la personne du Collectif qui enregistre les identités.",
  who: "Qui signe",
  name: "Nom",
  kind: "Nature",
  certificate: "Certificat",
  validity: "Valable",
  key: "Clé",
  printedOn: "Fiche imprimée le",
  fingerprint: "Empreinte",
  fingerprintText:
    "Elle doit être la même, signe pour signe, dans chaque dossier que cette identité a signé.",
  code: (text: string) => `Le code contient l'empreinte, et rien d'autre : «${text}».`,
  codeLabel: "Code à lire avec un appareil photo : l'empreinte du certificat",
  handed: "Remise par l'organisme",
  recorded: "Enregistrée par le Collectif",
  compared: "Comparée :",
  ways: ["en présence", "lors d'un appel"],
  person: "Nom et fonction",
  on: "Date",
  signature: "Signature",
  how: "Que faire de cette fiche",
  steps: [
    "L'organisme la date et la signe devant la personne du Collectif, ou la lui lit lors d'un appel.",
    "Le Collectif compare l'empreinte, date, signe, et ajoute le certificat à sa liste.",
    "Chacun garde un exemplaire tant que des dossiers signés ainsi sont utiles.",
  ],
  warning: "Cette fiche ne contient aucun secret : elle permet de vérifier, pas de signer.",
};
