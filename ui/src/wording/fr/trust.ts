/** Words of the trust list. */
export const trust = {
  title: "Clés enregistrées",
  lead: "Les signataires que vous connaissez, et comment leur clé a été vérifiée. La liste reste sur cet ordinateur.",
  link: "Voir les clés enregistrées",
  back: "Vérifier un dossier",
  take: "Enregistrer un certificat…",
  takeTitle: "Enregistrer un certificat",
  takeText: (file: string) =>
    `« ${file} » : une autorité répond de tous les certificats qu'elle délivre, une clé d'elle seule.`,
  empty: "Aucune clé enregistrée",
  emptyText:
    "Vérifiez un dossier, comparez l'empreinte avec celle que l'organisation vous a donnée par une autre voie, puis enregistrez sa clé.",
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
};
