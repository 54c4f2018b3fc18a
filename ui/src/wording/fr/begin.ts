/** Words of the example, of the first look over the whole grid, and of what may be supposed. */
import { count } from "./language";

export const example = {
  choice: "Découvrir avec un exemple",
  choiceText:
    "Un programme fictif déjà rempli, à part de vos données. Il disparaît d'un clic quand vous le quittez.",
  here: "Vous êtes dans l'exemple, un programme fictif.",
  hereText: "Essayez tout : vos propres données restent fermées et ne changent pas.",
  leave: "Quitter l'exemple",
  createTitle: "Quittez d'abord l'exemple",
  createText:
    "Ce que vous commenceriez ici disparaîtrait avec l'exemple. Votre auto-évaluation commence dans votre propre espace de travail.",
  createLeave: "Quitter l'exemple et commencer",
};

export const quick = {
  title: "Pré-diagnostic",
  lead: "Une question par standard, une dizaine de minutes. Les preuves et les commentaires viendront plus tard.",
  progress: (done: number, all: number) => `${done} sur ${count(all, "standard", "standards")}`,
  question: "Aujourd'hui, dans votre programme, est-ce le cas ?",
  answers: {
    met: "Oui",
    partly_met: "En partie",
    not_met: "Non",
    not_applicable: "Sans objet",
  },
  hint: "Touches 1 à 4. La réponse est enregistrée aussitôt et la question suivante s'affiche.",
  back: "Question précédente",
  skip: "Passer",
  later: "Continuer plus tard",
  more: "Conseil",
  answered: (answer: string) => `Réponse enregistrée : ${answer}`,
  doneTitle: "Vous avez fait le tour de la grille",
  doneText: (met: number, evidence: number) => {
    if (met === 0) {
      return "Votre plan peut commencer : l'accueil montre par où.";
    }
    const said = count(met, "standard est déclaré conforme", "standards sont déclarés conformes");
    return evidence === 0
      ? `${said}.`
      : `${said}. Pour compter, ${evidence === 1 ? "l'un d'eux attend" : evidence === met ? "chacun attend" : `${evidence} d'entre eux attendent`} encore une preuve à jour.`;
  },
  toHome: "Voir où j'en suis",
  toEvidence: "Joindre les preuves",
  skipped: (n: number) => `${count(n, "question passée", "questions passées")}.`,
  again: "Reprendre les questions passées",
  invite: "Faire le pré-diagnostic",
  inviteText: (n: number) =>
    `Une question par standard, sans preuve à joindre pour l'instant : ${count(n, "question", "questions")}, une dizaine de minutes.`,
  resume: "Continuer le pré-diagnostic",
  resumeText: (n: number) => `${count(n, "standard sans réponse", "standards sans réponse")}.`,
};

export const suppose = {
  title: "Que se passerait-il si…",
  lead: "Cochez des standards comme s'ils étaient conformes : le niveau se recalcule par la règle de la grille. Rien n'est enregistré.",
  link: "Que se passerait-il si…",
  now: "Aujourd'hui",
  then: "Avec cette hypothèse",
  noLevel: "Aucun niveau",
  same: "Le niveau ne change pas.",
  better: (rank: number) => `Le niveau ${rank} serait atteint.`,
  left: (rank: number, n: number) =>
    `Vers le niveau ${rank}, ${n === 1 ? "il resterait 1 standard" : `il resterait ${n} standards`} à lever.`,
  nothingLeft: "Les trois niveaux seraient atteints.",
  supposed: (n: number) =>
    n === 0
      ? "Aucune hypothèse"
      : count(n, "standard supposé conforme", "standards supposés conformes"),
  clear: "Tout décocher",
  takeNext: (rank: number) => `Supposer tout ce qui manque au niveau ${rank}`,
  towards: (rank: number) => `Pour le niveau ${rank}`,
  others: "Autres standards à traiter",
  none: "Tous les standards qui comptent sont conformes : il n'y a rien à supposer.",
  levels: "Part des standards conformes, par niveau",
  level: "Niveau",
  share: (before: number, after: number) =>
    before === after ? `${after} %` : `${before} % → ${after} %`,
  open: (title: string) => `Ouvrir : ${title}`,
};

export const due = {
  title: "Actions à échéance",
  none: "Aucune action n'arrive à échéance dans les trente jours.",
  late: (day: string) => `En retard depuis le ${day}`,
  on: (day: string) => `Pour le ${day}`,
  nobody: "Sans responsable",
  all: "Voir le plan",
};

export const pictureTable = {
  show: "Voir en tableau",
  caption: "Standards conformes par étape et par niveau",
  stage: "Étape",
  none: "Aucun standard ne compte",
  cell: (passing: number, counted: number) => `${passing} sur ${counted}`,
};
