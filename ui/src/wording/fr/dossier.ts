/** Words of the dossier to issue and of the dossier received. */
import { count } from "./language";

export const dossier = {
  title: "Dossier",
  lead: "Un seul PDF, signé, qui contient vos réponses, vos preuves et le niveau atteint.",
  readiness: "Avant d'exporter",
  readinessText: "Rien ne bloque l'export : ce qui manque est simplement dit dans le dossier.",
  ready: "Rien ne manque à votre dossier.",
  lacks: {
    unanswered: (n: number) => `${count(n, "standard", "standards")} sans réponse`,
    evidence: (n: number) =>
      `${count(n, "réponse « conforme »", "réponses « conforme »")} sans preuve à jour`,
    justification: (n: number) =>
      `${count(n, "« sans objet »", "« sans objet »")} sans justification`,
    refused: (n: number) => `${count(n, "« sans objet » non admis", "« sans objet » non admis")}`,
    sensitive: (n: number) =>
      `${count(n, "document signalé", "documents signalés")} comme contenant des données personnelles`,
    owner: (n: number) => `${count(n, "action", "actions")} sans responsable`,
    representative: "Le représentant légal n'est pas indiqué",
    conditions: (n: number) => `${count(n, "question", "questions")} du profil sans réponse`,
  },
  see: "Voir",
  identity: "Votre signature",
  identityText:
    "Le dossier est signé sur cet ordinateur. La signature prouve qu'il n'a pas été modifié depuis, et que la même clé l'a signé.",
  kindQuestion: "Qui signe ?",
  kinds: {
    seal: "L'organisme (sceau)",
    person: "Une personne (signature)",
  },
  kindTexts: {
    seal: "Comme le tampon de l'association : le dossier vient de votre organisme. C'est le choix courant.",
    person:
      "Le dossier est signé au nom d'une personne, par exemple la présidente ou le président.",
  },
  sealName: "Nom de l'organisme",
  personName: "Prénom et nom",
  nameRequired: "Indiquez le nom qui figurera sur la signature.",
  loss: "Notez cette phrase en lieu sûr : personne ne pourra la retrouver. Si elle est perdue, il faudra créer une nouvelle signature ; vos réponses et vos preuves, elles, restent.",
  create: "Créer la signature",
  creating: "Création…",
  identityKind: { seal: "Sceau de l'organisme", person: "Signature d'une personne" },
  validUntil: (day: string) => `valable jusqu'au ${day}`,
  digest: "Empreinte du certificat",
  digestHelp:
    "Donnez cette empreinte à qui recevra votre dossier : elle permet de reconnaître votre signature.",
  issue: "Exporter le dossier",
  enclose: "Documents à joindre au PDF",
  encloseAll: "Toutes les preuves",
  encloseAllText: (n: number, size: string) =>
    `${count(n, "document", "documents")}, ${size}. Le lecteur peut tout vérifier.`,
  encloseNone: "Aucune preuve",
  encloseNoneText: "Seules leurs empreintes figurent dans le dossier : il reste léger.",
  issuePassphrase: "Phrase de passe de la signature",
  issueButton: "Signer et exporter…",
  issueText: "Vous choisirez ensuite où enregistrer le PDF.",
  issuing: "Préparation du dossier",
  steps: {
    layout: "Mise en page",
    evidence: "Ajout des preuves",
    signature: "Signature",
    verification: "Vérification du résultat",
    waiting: "Choix de l'emplacement",
  },
  cancelled: "L'export a été interrompu. Aucun fichier n'a été écrit.",
  issued: "Votre dossier est prêt",
  issuedText: (name: string, size: string) => `${name} (${size}) est signé et a été vérifié.`,
  issuedWhere: "Emplacement",
  howToCheck: "Comment le vérifier",
  howToCheckText:
    "Toute personne peut ouvrir ce PDF dans l'écran «Vérifier» de cette application, ou voir la signature dans un lecteur PDF courant. Transmettez l'empreinte du certificat par un autre chemin que le dossier.",
  again: "Exporter une autre version",
};

export const verification = {
  title: "Vérifier un dossier",
  lead: "Contrôlez un dossier reçu : rien n'est envoyé, rien n'est modifié.",
  drop: "Déposez un dossier PDF ici",
  or: "ou",
  choose: "Choisir un dossier…",
  another: "Vérifier un autre dossier",
  checking: "Vérification en cours",
  one: "Un seul dossier à la fois : le premier a été vérifié.",
  cancelled: "La vérification a été interrompue.",
  verdict: {
    trusted: "Ce dossier est intact et son signataire est connu",
    intact: "Ce dossier est intact, son signataire reste à confirmer",
    altered: "Ce dossier a été modifié ou se contredit",
    not_a_dossier: "Ce PDF est signé, mais ce n'est pas un dossier Label Mentorat",
    unsigned: "Ce PDF n'est pas signé",
    unreadable: "Ce fichier n'a pas pu être lu",
  },
  question: {
    integrity: "Intégrité",
    identity: "Identité",
    date: "Date",
    content: "Contenu",
  },
  outcome: {
    good: "En ordre",
    caution: "À confirmer",
    bad: "Problème",
    undecided: "Non déterminé",
  },
  advice: "Que faire",
  level: "Niveau",
  declared: "Déclaré dans le dossier",
  recomputed: "Recalculé ici",
  noLevel: "Aucun",
  same: "Les deux concordent.",
  differ: "Les deux ne concordent pas : ne vous fiez pas au niveau déclaré.",
  checks: (n: number) => `Tous les contrôles (${n})`,
  checkOutcome: {
    passed: "Réussi",
    failed: "Échoué",
    undecided: "Non déterminé",
    not_applicable: "Sans objet",
  },
  signer: "Signataire",
  certificate: "Empreinte du certificat",
};
