/** Words of the trust list. */
export const trust = {
  title: "Clés enregistrées",
  lead: "Les signataires que vous connaissez, et comment leur clé a été vérifiée. La liste reste sur cet ordinateur, sauf si vous la transmettez.",
  link: "Voir les clés enregistrées",
  back: "Vérifier un dossier",
  take: "Enregistrer un certificat…",
  takeTitle: "Enregistrer un certificat",
  takeText: (file: string) =>
    `« ${file} » : une autorité répond de tous les certificats qu'elle délivre, une clé d'elle seule.`,
  empty: "Aucune clé enregistrée",
  emptyText:
    "Vérifiez un dossier, comparez l'empreinte avec celle que l'organisation vous a donnée par téléphone ou de vive voix, puis enregistrez sa clé.",
  authority: "Autorité",
  withdrawn: "Retirée",
  revoked: "Compromise",
  recorded: (day: string, author: string) => `Enregistrée le ${day} par ${author} :`,
  ended: (day: string, author: string) => `Retirée le ${day} par ${author} :`,
  valid: (day: string) => `Certificat valable jusqu'au ${day}.`,
  record: "Enregistrer la clé",
  recordTitle: "Enregistrer cette clé",
  recordText: (name: string) =>
    `Une fois l'empreinte comparée, les prochains dossiers de « ${name} » seront reconnus, et une autre clé sous ce nom vous sera signalée.`,
  checkedHow: {
    how: "Comment l'avez-vous vérifiée ?",
    hint: "Par exemple : empreinte lue au téléphone par la directrice, ou fiche remise en main propre.",
  },
  why: { how: "Pourquoi la retirez-vous ?", hint: "Cette raison sera montrée avec ses dossiers." },
  author: "Votre nom",
  missing: "À remplir pour que la liste dise d'où elle vient.",
  withdraw: "Retirer la clé",
  withdrawTitle: (name: string) => `Retirer la clé de « ${name} »`,
  withdrawText:
    "Ses dossiers ne seront plus reconnus. Rien n'est effacé : la liste garde ce qui a été fait.",
  stolen: "La clé est en d'autres mains",
  stolenText: "Vol, perte ou copie : ce qu'elle a signé sera refusé.",
  done: "La clé est enregistrée.",
  hand: "Transmettre la liste…",
  handTitle: "Transmettre la liste, signée",
  handText:
    "Un PDF signé que chacun peut lire, et que l'application reprend. Toute la liste y est : les clés, et les noms de qui les a vérifiées, quand et comment.",
  passphrase: "Phrase de passe de votre identité",
  sign: "Signer la liste…",
  noIdentity: "Pour signer la liste, il vous faut une identité.",
  toIdentity: "Créer ou importer une identité",
  handed: (file: string) => `La liste « ${file} » est signée et a été vérifiée.`,
  openFile: "Ouvrir",
  showFile: "Montrer dans le dossier",
  takeList: "Reprendre une liste…",
  takeListTitle: "Reprendre une liste de confiance",
  signedBy: (name: string) => `Liste signée par « ${name} »`,
  signedAs: (name: string) => `Liste signée sous le nom de « ${name} »`,
  unnamed: "sans nom",
  signerKnown: "Votre liste reconnaît cette clé.",
  stranger: {
    unknown:
      "Votre liste ne reconnaît pas cette clé. Enregistrez-la d'abord, son empreinte comparée par téléphone ou de vive voix, puis choisissez à nouveau la liste.",
    other_key:
      "Une autre clé est enregistrée pour ce nom. Demandez laquelle est la bonne par téléphone ou de vive voix, et enregistrez-la d'abord.",
    withdrawn: "Cette clé a été retirée de votre liste : rien de ce qu'elle signe n'est repris.",
    not_valid:
      "Votre liste reconnaît cette clé, mais son certificat n'est pas valable aujourd'hui. Demandez une liste signée avec un certificat valable, et enregistrez-le d'abord.",
  },
  toRecord: (count: number) =>
    count === 1 ? "1 clé entre dans votre liste" : `${count} clés entrent dans votre liste`,
  toWithdraw: (count: number) =>
    count === 1 ? "1 clé est retirée de votre liste" : `${count} clés sont retirées de votre liste`,
  toWithdrawText:
    "Celle que vous ne connaissiez pas y entre comme retirée : rien ne la fera passer pour nouvelle.",
  stayWithdrawn: (count: number) =>
    count === 1
      ? "1 clé reste retirée, bien qu'elle soit en vigueur dans l'autre liste"
      : `${count} clés restent retirées, bien qu'elles soient en vigueur dans l'autre liste`,
  same: (count: number) =>
    count === 1 ? "1 clé est déjà la même." : `${count} clés sont déjà les mêmes.`,
  nothingToTake: "Rien ne change : votre liste dit déjà tout cela.",
  takeListHow: {
    how: "Pourquoi la reprenez-vous ?",
    hint: "Par exemple : reçue du Collectif pour la campagne. Ce qui est écrit dans l'autre liste s'ajoute à chaque clé.",
  },
  takeListConfirm: "Reprendre",
  takenOver: "La liste est reprise.",
};
