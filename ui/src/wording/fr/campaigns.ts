/** Words of campaigns that follow one another, and of two that are compared. */
import { count } from "./language";

export const campaigns = {
  ways: "Comment voulez-vous commencer ?",
  way: {
    follow: "À partir d'une campagne précédente",
    same: "Le même programme, sans rien reprendre",
    other: "Un autre programme",
  },
  wayText: {
    follow:
      "Les commentaires, les preuves et les actions à finir sont repris. Les réponses ne le sont pas : vous les confirmez une à une.",
    same: "Le profil est repris, toutes les réponses sont à donner.",
    other: "Votre organisme est repris, le programme est à décrire.",
  },
  from: "Campagne de départ",
  one: (title: string, day: string) => `${title} · au ${day}`,
  tooEarly: (day: string) =>
    `La date de référence doit venir après celle de la campagne de départ, le ${day}.`,
  begunTitle: "La nouvelle campagne est prête",
  begunLead:
    "Voici ce qui a été repris. Sur chaque standard, votre réponse précédente est rappelée : confirmez-la si elle tient toujours.",
  taken: "Repris",
  takenAnswers: (n: number) =>
    `${count(n, "standard", "standards")} avec leur commentaire ou leurs preuves`,
  takenEvidence: (n: number) =>
    `${count(n, "preuve", "preuves")}, sans copie : chaque fichier n'est gardé qu'une fois`,
  takenActions: (n: number) => `${count(n, "action", "actions")} du plan, encore à finir`,
  notTaken: "Aucune réponse n'a été reprise : rien ne compte avant votre accord.",
  left: (n: number) =>
    `${count(n, "standard n'existe plus", "standards n'existent plus")} dans cette édition de la grille. Ce qui en était dit reste dans la campagne précédente :`,
  undoable: "«Défaire» retire tout ce qui a été repris.",
  firstStandard: "Confirmer la première réponse",
  toHome: "Aller à l'accueil",
  before: (title: string) => `À la campagne précédente (${title})`,
  confirm: "Confirmer",
  confirmOf: (verdict: string) => `Confirmer : ${verdict}`,
  same: "Votre réponse est la même.",
  changed: "Votre réponse a changé.",
  earlier: "Le plan de la campagne précédente",
  earlierText: (title: string) =>
    `Les actions de «${title}», et ce que leur standard vaut aujourd'hui.`,
  earlierAction: "Action",
  earlierStatus: "Avancement alors",
  earlierOutcome: "Aujourd'hui",
  cleared: "Levé",
  toClear: "Toujours à lever",
  gone: "N'est plus dans la grille",
  carried: "Reprise dans ce plan",
};

export const compare = {
  title: "Comparer deux campagnes",
  lead: "Ce qui a progressé, ce qui a reculé, étape par étape. Deux programmes se comparent de la même façon.",
  emptyTitle: "Il n'y a qu'une campagne",
  emptyText:
    "La comparaison demande deux campagnes dans cet espace de travail. Commencez-en une autre, ou importez celle d'un collègue.",
  emptyAction: "Nouvelle auto-évaluation",
  emptyImport: "Importer une auto-évaluation",
  choose: "Choisir les campagnes",
  before: "Avant",
  after: "Après",
  swap: "Inverser",
  one: (programme: string, title: string, day: string) => `${programme} · ${title} · au ${day}`,
  sameTwice: "Choisissez deux campagnes différentes.",
  reading: "Lecture des deux campagnes…",
  levels: "Niveau atteint",
  noLevel: "Aucun niveau",
  stages: "Standards conformes par étape",
  stagesText: "Part des standards conformes parmi ceux qui comptent.",
  stage: "Étape",
  all: "Ensemble",
  share: (percent: number, passing: number, counted: number) =>
    `${percent} % (${passing}\u00a0sur\u00a0${counted})`,
  none: "Aucun standard ne compte",
  change: "Évolution",
  points: (n: number) =>
    n === 0 ? "Sans changement" : `${n > 0 ? "+" : "−"}${count(Math.abs(n), "point", "points")}`,
  kinds: {
    rose: "En progrès",
    fell: "En recul",
    came: "Nouveaux",
    went: "Disparus",
  },
  kindTexts: {
    rose: "Ces standards valent mieux qu'avant.",
    fell: "Ces standards valent moins qu'avant.",
    came: "Ces standards comptent maintenant, et ne comptaient pas avant.",
    went: "Ces standards ne comptent plus.",
  },
  nothing: {
    rose: "Aucun standard n'a progressé.",
    fell: "Aucun standard n'a reculé.",
    came: "Aucun standard nouveau.",
    went: "Aucun standard n'a cessé de compter.",
  },
  standard: "Standard",
  absent: "Pas dans la grille",
  same: (n: number) => `${count(n, "standard est resté", "standards sont restés")} au même point.`,
  editions: "Les deux campagnes ne suivent pas la même édition de la grille.",
};
