/** Words about the passphrase of a workspace, and about the sheet that helps when it is needed. */
import { count } from "./language";

/** Words around any field for a passphrase. */
export const passphrase = {
  label: "Phrase de passe",
  again: "La même phrase, une seconde fois",
  hint: "Au moins 12 caractères. Quatre mots sans rapport font une bonne phrase.",
  show: "Afficher",
  hide: "Masquer",
  showOf: (label: string) => `Afficher : ${label}`,
  hideOf: (label: string) => `Masquer : ${label}`,
  capsLock: "La touche Verrouillage majuscules est active.",
  missing: "Saisissez la phrase de passe.",
  tooShort: (n: number) => `Encore ${count(n, "caractère", "caractères")}.`,
  different: "Les deux phrases ne sont pas identiques.",
  strength: { weak: "Facile à deviner", fair: "Correcte", strong: "Solide" },
  strengthLabel: "Solidité de la phrase",
  advice: {
    weak: "Ajoutez des mots qui n'ont pas de rapport entre eux.",
    fair: "Un ou deux mots de plus la rendraient solide.",
    strong: "Notez-la sans attendre.",
  },
  remember: "Retenir la phrase sur cet ordinateur",
  rememberText:
    "Elle est confiée au trousseau du système. Toute personne qui ouvre votre session pourra ouvrir l'espace de travail.",
  noKeyRing: "Cet ordinateur n'a pas de trousseau en service : la phrase sera demandée.",
};

export const protection = {
  title: "Protéger cet espace de travail",
  lead: "Vos réponses et vos preuves sont gardées dans un seul fichier, sur cet ordinateur. Une phrase de passe le rend illisible pour toute autre personne.",
  place: "Emplacement du fichier",
  question: "Comment le protéger ?",
  with: "Avec une phrase de passe",
  recommended: "recommandé",
  withText: "Le fichier et ses copies sont chiffrés. La phrase est demandée à chaque ouverture.",
  without: "Sans phrase de passe",
  withoutText:
    "Toute personne qui utilise cet ordinateur, ou qui trouve une copie du fichier, peut le lire.",
  withoutWarning:
    "Vos preuves peuvent contenir des données personnelles. Vous pourrez ajouter une phrase de passe plus tard, dans les réglages.",
  loss: "Sans cette phrase, personne ne peut ouvrir le fichier : ni vous, ni nous.",
  lossText:
    "Notez-la dès maintenant et confiez-la à une seconde personne. Une fiche à imprimer vous y aidera.",
  create: "Continuer",
  creating: "Création de l'espace de travail…",
  madeTitle: "Votre espace de travail est protégé",
  madeLead:
    "Imprimez la fiche de secours, écrivez-y la phrase à la main, et rangez-la hors de cet ordinateur.",
  print: "Imprimer la fiche de secours",
  printed: "Écrivez maintenant la phrase sur la fiche, puis rangez-la en lieu sûr.",
  later: "Vous pourrez l'imprimer à nouveau dans les réglages. La phrase n'y figure jamais.",
  next: "Décrire mon programme",
  preview: "Aperçu de la fiche",
};

export const recovery = {
  title: "Fiche de secours",
  lead: "À conserver hors de l'ordinateur, dans une enveloppe fermée.",
  what: "Ce que cette fiche ouvre",
  whatText:
    "L'espace de travail «Label Mentorat» de l'organisme : auto-évaluations, preuves et plan d'amélioration.",
  file: "Fichier",
  madeOn: "Fiche imprimée le",
  version: "Application",
  phrase: "Phrase de passe, à écrire à la main, lisiblement",
  phraseText:
    "Majuscules, accents et espaces comptent. L'application ne l'imprime ni ne l'enregistre.",
  trusted: "Confiée à",
  name: "Nom et fonction",
  place: "Lieu",
  on: "Le",
  how: "Pour ouvrir l'espace de travail",
  steps: [
    "Installer Label Mentorat, sur cet ordinateur ou sur un autre.",
    "Copier le fichier à l'emplacement voulu, puis choisir «Ouvrir un espace de travail existant».",
    "Saisir la phrase de passe écrite ci-dessus.",
    "En cas de départ ou de doute : changer la phrase dans Réglages, puis détruire cette fiche.",
  ],
  warning: "Sans cette phrase, personne ne peut relire le fichier ni ses copies.",
};
