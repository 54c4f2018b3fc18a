/** Words of what is worth reading again before a dossier is issued. */
import { count } from "./language";

export const checks = {
  title: "Points à revoir",
  lead: "Ce que l'application peut relever seule dans vos réponses, vos documents et votre plan. Rien ne bloque : vous décidez.",
  looking: "Relecture de vos réponses…",
  index: "Aller à une rubrique",
  count: (n: number) => count(n, "point à revoir", "points à revoir"),
  before: (n: number) => `${count(n, "point", "points")} à revoir avant d'émettre`,
  beforeText:
    "Preuves, dates, noms de personnes, plan et profil : chacun mène à l'endroit concerné.",
  none: "Aucun point à revoir",
  noneText:
    "L'application ne relève rien dans vos réponses, vos documents, votre plan et votre profil. Elle ne juge pas le fond : une relecture à deux reste utile.",
  toDossier: "Préparer le dossier",
  showAll: (n: number) => `Afficher les ${n}`,
  groups: {
    evidence_missing: {
      title: "Conforme, sans preuve jointe",
      why: "Une réponse «Conforme» compte quand les preuves nécessaires sont là.",
      remedy: "Joignez le document, ou choisissez une autre réponse en attendant.",
    },
    evidence_undated: {
      title: "Documents sans date",
      why: "La grille limite leur durée : sans date, ils ne comptent pas encore.",
      remedy: "Indiquez la date que porte le document.",
    },
    evidence_expired: {
      title: "Conforme, preuve expirée",
      why: "À la date de référence, le document n'est plus valable : la réponse ne compte pas.",
      remedy: "Joignez une version à jour.",
    },
    justification: {
      title: "Sans objet, sans raison écrite",
      why: "Le lecteur doit comprendre pourquoi ce standard ne vous concerne pas.",
      remedy: "Écrivez une ou deux phrases.",
    },
    refused: {
      title: "Sans objet non admis",
      why: "Ces standards concernent tous les programmes.",
      remedy: "Choisissez une autre réponse.",
    },
    name: {
      title: "Peut-être un nom de personne",
      why: "Le dossier sera lu par d'autres. L'application devine d'après la forme des mots : elle peut se tromper et ne voit pas tout. Les notes privées ne sont pas relues, car elles ne sortent jamais.",
      remedy:
        "S'il s'agit d'une personne, écrivez plutôt sa fonction : «un mentor», «la direction».",
    },
    sensitive: {
      title: "Documents avec des données personnelles",
      why: "Ils sont signalés ainsi. Joints au dossier, ils seraient lus par d'autres.",
      remedy: "Rendez-les anonymes, ou laissez-les de côté en composant le dossier.",
    },
    comment: {
      title: "Partiel ou non conforme, sans commentaire",
      why: "Sans un mot de vous, le lecteur ne sait pas ce qui existe déjà.",
      remedy: "Dites en une phrase ce qui est en place et ce qui reste à faire.",
    },
    action_overdue: {
      title: "Actions dont l'échéance est passée",
      why: "Le dossier imprime cette date.",
      remedy: "Mettez l'avancement à jour, ou choisissez une autre date.",
    },
    action_owner: {
      title: "Actions sans responsable",
      why: "Le plan dit qui fait quoi.",
      remedy: "Indiquez une fonction plutôt qu'un nom.",
    },
    action_due: {
      title: "Actions sans échéance",
      why: "Le plan dit aussi pour quand.",
      remedy: "Choisissez une date, même approchée.",
    },
    condition: {
      title: "Questions du profil sans réponse",
      why: "En attendant, tous les standards qui en dépendent comptent.",
      remedy: "Répondez par oui ou par non.",
    },
    profile: {
      title: "Profil à compléter",
      why: "La synthèse du dossier présente votre programme : ce qui manque ici n'y figure pas.",
      remedy: "Complétez ce que vous connaissez. Laissez vide ce qui n'existe pas chez vous.",
    },
    unused: {
      title: "Documents qui ne servent aucun standard",
      why: "Ils seraient dans la liste des preuves sans rien prouver.",
      remedy: "Reliez-les à un standard, ou retirez-les.",
    },
  },
  nothing: "Aucun document joint",
  missing: (n: number) => count(n, "preuve nécessaire manque", "preuves nécessaires manquent"),
  late: (days: number) => `Depuis ${count(days, "jour", "jours")}`,
  empty: "Non indiqué",
  doubtful: "Forme inhabituelle : à relire",
  maybe: (where: string, found: string[]) =>
    `${where} : ${found.map((one) => `«${one}»`).join(", ")}`,
  where: {
    comment: "Dans le commentaire",
    justification: "Dans la justification",
    action: "Dans l'action",
    owner: "Comme responsable",
    evidence: "Dans le titre",
  },
};
