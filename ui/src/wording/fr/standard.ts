/** Words of the home screen, of the list of standards, and of one standard's page. */
import type { Reasons } from "../format";
import { count } from "./language";

export const home = {
  reached: (rank: number, title: string) => `Niveau ${rank} atteint : ${title}`,
  none: "Votre programme n'a pas encore atteint de niveau",
  complete: "Les trois niveaux sont atteints",
  fresh: "Votre auto-évaluation est prête",
  freshText: (n: number) =>
    `Répondez à votre rythme, dans l'ordre que vous voulez. Le premier niveau compte ${count(n, "standard", "standards")}.`,
  notYet: (rank: number, { total, unanswered, evidence }: Reasons) => {
    const parts = [
      ...(unanswered > 0 ? [`${unanswered} sans réponse`] : []),
      ...(evidence > 0 ? [`${evidence} sans preuve à jour`] : []),
    ];
    const ofWhich = parts.length > 0 ? `, dont ${parts.join(" et ")}` : "";
    return `Niveau ${rank} pas encore atteint : ${count(total, "standard à lever", "standards à lever")}${ofWhich}.`;
  },
  completeText: "Gardez vos preuves à jour et préparez votre dossier quand vous le souhaitez.",
  nextStep: "Prochaine étape utile",
  nextStepOpen: "Traiter ce standard",
  dossierStep: "Préparer le dossier",
  picture: "Les six étapes et les trois niveaux",
  pictureText:
    "Chaque case ouvre ses standards. Un liseré signale ce qui bloque le niveau suivant.",
  cellLabel: (stage: string, level: number, passing: number, counted: number) =>
    `${stage}, niveau ${level} : ${passing} sur ${counted}`,
  cellBlocks: (level: number) => `, à lever pour le niveau ${level}`,
  percent: (percent: number) => `${percent} %`,
  separates: (rank: number) => `Ce qui sépare du niveau ${rank}`,
  separatesText: "La liste est complète, du plus rapide au plus long.",
  chooseAmong: (atLeast: number, rank: number) =>
    atLeast === 1
      ? `Au moins 1 de ces standards du niveau ${rank}`
      : `Au moins ${atLeast} de ces standards du niveau ${rank}`,
  blockers: "Points éliminatoires",
  blockersText: "Tant qu'un de ces standards n'est pas conforme, aucun niveau n'est atteint.",
  required: "À lever",
  renew: "Preuves à renouveler",
  renewNone: "Rien à renouveler dans les trois mois.",
  warnings: "À savoir",
  warning: {
    condition_unanswered: (subject: string) =>
      `Une question du profil attend une réponse : « ${subject} » En attendant, elle compte comme « oui ».`,
    nothing_counted: (subject: string) => `Aucun standard ne compte au niveau « ${subject} ».`,
    rna_doubtful: (subject: string) => `Le numéro RNA « ${subject} » n'a pas la forme habituelle.`,
    siren_doubtful: (subject: string) => `Le numéro SIREN « ${subject} » semble inexact.`,
  },
  completeProfile: "Compléter le profil",
};

export const grid = {
  title: "Grille",
  filters: "Filtrer les standards",
  stage: "Étape",
  level: "Niveau",
  state: "État",
  allStages: "Toutes les étapes",
  allLevels: "Tous les niveaux",
  allStates: "Tous les états",
  states: {
    to_treat: "À traiter",
    unanswered: "Sans réponse",
    evidence: "Preuve à compléter",
    met: "Conformes",
    set_aside: "Sans objet ou hors périmètre",
  },
  shown: (n: number, all: number) => `${n} sur ${count(all, "standard", "standards")}`,
  empty: "Aucun standard ne correspond à ces filtres.",
  clear: "Tout afficher",
  eliminatory: "Éliminatoire",
  evidenceCount: (covered: number, expected: number) =>
    `${covered} sur ${count(expected, "preuve", "preuves")}`,
  noEvidence: "Aucune preuve attendue",
  stagePassing: (passing: number, counted: number) =>
    `${passing} sur ${count(counted, "conforme", "conformes")}`,
};

export const standard = {
  unknown: "Ce standard n'existe pas dans cette grille.",
  backToGrid: "Revenir à la grille",
  statement: "Ce qui est demandé",
  why: "Conseil",
  eliminatory: "Éliminatoire",
  eliminatoryReason: (reason: string) => `Éliminatoire. ${reason}`,
  interview: "Vérifié aussi en entretien",
  obligation: {
    legal: "Obligation légale",
    legal_in_some_cases: "Obligation légale dans certains cas",
    good_practice: "Bonne pratique",
  },
  outOfScope: "Ce standard ne concerne pas votre programme, d'après son profil : il ne compte pas.",
  outOfScopeLink: "Revoir le profil",
  answer: "Votre réponse",
  verdict: {
    met: "Conforme",
    partly_met: "Partiellement conforme",
    not_met: "Non conforme",
    not_applicable: "Sans objet",
  },
  refusedNotApplicable: "Ce standard ne peut pas être déclaré sans objet.",
  outcome: {
    out_of_scope: "Hors périmètre",
    unanswered: "Non évalué",
    not_applicable_refused: "Sans objet non admis",
    justification_missing: "Justification manquante",
    excluded: "Sans objet",
    not_met: "Non conforme",
    partly_met: "Partiellement conforme",
    evidence_missing: "Preuve manquante",
    evidence_undated: "Preuve sans date",
    evidence_expired: "Preuve expirée",
    met: "Conforme",
  },
  outcomeText: {
    out_of_scope: "Ne compte pas pour votre programme.",
    unanswered: "Répondez pour que ce standard compte.",
    not_applicable_refused:
      "Ce standard concerne tous les programmes : choisissez une autre réponse.",
    justification_missing: "Expliquez en une phrase pourquoi ce standard ne vous concerne pas.",
    excluded: "Ne compte ni pour ni contre vous.",
    not_met: "Un plan d'action aide à le lever.",
    partly_met: "Il reste une partie à mettre en place.",
    evidence_missing:
      "Vous répondez « conforme » : joignez la preuve nécessaire pour que cela compte.",
    evidence_undated: "Indiquez la date du document pour que la preuve compte.",
    evidence_expired: "Joignez une version à jour pour que la preuve compte.",
    met: "Compte comme conforme, avec des preuves à jour.",
  },
  justification: "Pourquoi ce standard ne vous concerne pas",
  justificationHint: "Une ou deux phrases, reprises dans le dossier.",
  comment: "Commentaire",
  commentHint: "Repris dans le dossier. N'y nommez personne.",
  note: "Note privée",
  noteNever: "jamais dans le dossier",
  noteHint: "Pour vous seuls : jamais dans le dossier.",
  expected: "Preuves attendues",
  noneExpected: "Aucune preuve n'est attendue pour ce standard.",
  required: "Nécessaire",
  usual: "Complémentaire",
  validFor: (months: number) => `valable ${count(months, "mois", "mois")}`,
  anonymise: "Masquez les noms et tout ce qui permet de reconnaître une personne avant de joindre.",
  neverAttach:
    "Ce document ne se joint jamais. Décrivez plutôt votre pratique dans le commentaire.",
  neverList: "À ne jamais joindre",
  attach: "Joindre un document",
  attachOther: "Joindre un autre document",
  attachTo: (label: string) => `Joindre un document : ${label}`,
  linkOther: "Relier un autre document existant",
  alsoServes: "Sert aussi",
  dropHere: "Déposez ici",
  link: "Utiliser une preuve existante",
  linkTo: (label: string) => `Utiliser une preuve existante : ${label}`,
  other: "Autres documents",
  otherText: "Ces documents accompagnent la réponse sans couvrir une preuve attendue.",
  state: {
    missing: "Manquante",
    undated: "Sans date",
    expired: "Expirée",
    current: "À jour",
  },
  currentUntil: (day: string) => `À jour jusqu'au ${day}`,
  currentForEver: "À jour, sans échéance",
  expiredOn: (day: string) => `Expirée le ${day}`,
  undated: "Sans date : elle ne compte pas encore",
  expiresIn: (days: number) =>
    days === 0 ? "Expire aujourd'hui" : `Expire dans ${count(days, "jour", "jours")}`,
  previous: "Précédent",
  next: "Suivant",
  nextToTreat: "À traiter suivant",
  nextUnanswered: "Sans réponse suivant",
  nothingToTreat: "Plus rien à traiter",
  walk: "Parcourir les standards",
  sources: "Sources",
  advice: "Pour progresser",
  effort: { small: "quelques jours", medium: "quelques semaines", large: "quelques mois" },
  adviceEffort: (effort: string, months: number) =>
    `Effort : ${effort} · en général sous ${count(months, "mois", "mois")}`,
  addAction: "Ajouter au plan",
  inPlan: "Déjà dans votre plan",
  which: {
    title: "À quoi correspond ce document ?",
    text: "Choisissez la preuve attendue qu'il apporte.",
    other: "Autre document",
    confirm: "Continuer",
  },
  before: {
    title: "Avant de joindre",
    check: "Le dossier sera lu par d'autres. Vérifiez que ces documents ne contiennent jamais :",
    confirm: "J'ai vérifié, joindre",
  },
  attaching: "Ajout des documents",
  refusedFiles: (n: number) =>
    count(n, "document n'a pas été ajouté", "documents n'ont pas été ajoutés"),
};
