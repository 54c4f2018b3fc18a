/** Words about pieces of evidence and about the plan. */
import { count } from "./language";

export const evidence = {
  title: "Preuves",
  lead: "Tous les documents de cette auto-évaluation, et ce qu'ils prouvent.",
  emptyTitle: "Aucune preuve pour l'instant",
  emptyText:
    "Les documents que vous joignez à un standard apparaissent ici. Un même document peut servir plusieurs standards.",
  emptyAction: "Ouvrir la grille",
  caption: "Documents joints",
  views: "Présentation des preuves",
  view: { list: "Tableau", matrix: "Matrice" },
  narrow: "Choisir les documents affichés",
  search: "Chercher un document",
  filter: "Afficher",
  everything: "Tous les documents",
  kinds: {
    unused: "Sans standard",
    expired: "Expirés",
    soon: "À renouveler sous trois mois",
    undated: "Sans date",
    sensitive: "Données personnelles",
  },
  kindCount: (kind: string, n: string) => `${kind} (${n})`,
  serves: "Qui servent",
  servesAny: "Toutes les étapes",
  shown: (n: number, all: number) => `${n} sur ${count(all, "document", "documents")}`,
  clear: "Tout afficher",
  emptyFilter: "Aucun document ne correspond à ces choix.",
  more: (n: number) => `Afficher ${count(n, "document de plus", "documents de plus")}`,
  columns: {
    chosen: "Choix",
    title: "Document",
    date: "Daté du",
    uses: "Sert",
    validity: "Validité",
    size: "Taille",
  },
  sortHint: "Trier",
  choose: "Choisir",
  chooseOf: (title: string) => `Choisir : ${title}`,
  chooseAll: (n: number) =>
    n === 1 ? "Choisir le document affiché" : `Choisir les ${n} documents affichés`,
  add: "Ajouter des documents",
  addText: "Vous pouvez aussi déposer des documents sur cette page.",
  added: (n: number) =>
    n === 1
      ? "1 document est dans la bibliothèque. Il est coché : indiquez sa date, ou reliez-le à un standard."
      : `${n} documents sont dans la bibliothèque. Ils sont cochés : indiquez leur date, ou reliez-les à un standard.`,
  unused: "Aucun standard",
  noDate: "Sans date",
  datedOn: (day: string) => `Document du ${day}`,
  editOf: (title: string) => `Modifier : ${title}`,
  unlink: "Détacher",
  unlinkOf: (title: string) => `Détacher : ${title}`,
  editTitle: "Décrire cette preuve",
  describeNew: "Décrire le document ajouté",
  describeText: "La date dit jusqu'à quand la preuve compte. Vous pourrez y revenir.",
  name: "Titre",
  nameRequired: "Donnez un titre à ce document.",
  documentDate: "Date du document",
  documentDateHint: "Celle qu'il porte, jj/mm/aaaa",
  validUntil: "Valable jusqu'au",
  validUntilHint: "Seulement si le document porte une échéance, jj/mm/aaaa",
  privacyLabel: "Ce document contient",
  privacy: {
    none: "Aucune donnée personnelle",
    anonymised: "Des données rendues anonymes",
    sensitive: "Des données personnelles",
  },
  sensitiveText:
    "Masquez ce qui permet de reconnaître une personne : le dossier sera lu par d'autres.",
  file: (name: string, size: string) => `${name} · ${size}`,
  pick: {
    title: "Utiliser une preuve existante",
    text: "Choisissez le document qui prouve aussi ce point.",
    none: "Aucun autre document n'a encore été joint à cette auto-évaluation.",
    pages: "Pages à lire",
    pagesHint: "Par exemple : 3 à 5",
    confirm: "Utiliser ce document",
    list: "Documents",
    search: "Chercher un document",
    nothing: "Aucun document ne correspond.",
    more: (n: number) => `et ${count(n, "autre", "autres")} : précisez la recherche pour les voir.`,
    alsoServes: (standards: string) => `Sert déjà ${standards}`,
  },
  pages: (pages: string) => `pages ${pages}`,
  changePages: "Modifier les pages",
  pagesShort: "Pages",
  preview: {
    title: "Aperçu",
    loading: "Lecture du document…",
    image: (title: string) => `Aperçu de l'image : ${title}`,
    text: (title: string) => `Début du texte : ${title}`,
    cut: "Seul le début est montré. Ouvrez le document pour lire la suite.",
    elsewhere: "Pas d'aperçu pour ce type de document : il s'ouvre dans son application.",
    tooLarge: "Cette image est trop grande pour un aperçu : ouvrez-la dans son application.",
    unreadable: "L'image n'a pas pu être dessinée. Essayez de l'ouvrir dans son application.",
  },
  describe: "Modifier la fiche",
  serving: "Standards servis",
};

export const several = {
  label: "Documents choisis",
  chosen: (n: number) => count(n, "document choisi", "documents choisis"),
  hidden: (n: number) => `dont ${n} hors de la liste affichée`,
  date: "Indiquer la date",
  privacy: "Données personnelles",
  link: "Relier à un standard",
  remove: "Retirer",
  none: "Ne plus rien choisir",
  dateTitle: "Date des documents choisis",
  dateText: (n: number) =>
    n === 1 ? "La date portée par ce document." : `La même date pour les ${n} documents.`,
  dateReplaced: (n: number) =>
    n === 1
      ? "L'un d'eux a déjà une date : elle sera remplacée."
      : `${n} d'entre eux ont déjà une date : elle sera remplacée.`,
  dateConfirm: "Enregistrer la date",
  privacyTitle: "Ce que contiennent ces documents",
  linkTitle: "Relier à un standard",
  linkText: (n: number) =>
    n === 1
      ? "Le document choisi servira ce standard, en plus de ceux qu'il sert déjà."
      : `Les ${n} documents choisis serviront ce standard, en plus de ceux qu'ils servent déjà.`,
  find: "Chercher un standard",
  findHint: "Numéro ou mots du titre",
  standards: "Standards",
  noStandard: "Aucun standard ne correspond.",
  moreStandards: (n: number) =>
    `et ${count(n, "autre standard", "autres standards")} : précisez la recherche pour les voir.`,
  as: "Comme preuve",
  asOther: "Autre document, sans couvrir une preuve attendue",
  change: "Changer de standard",
  linkConfirm: "Relier",
  removeTitle: (n: number) => (n === 1 ? "Retirer ce document ?" : `Retirer ces ${n} documents ?`),
  removeText: (standards: number) =>
    standards === 0
      ? "Aucun standard n'en dépend. Tout reste dans la corbeille pendant 30 jours."
      : `${count(standards, "standard perd", "standards perdent")} une preuve. Tout reste dans la corbeille pendant 30 jours.`,
  removeConfirm: "Retirer",
  done: {
    date: (n: number) => `La date est enregistrée pour ${count(n, "document", "documents")}.`,
    privacy: (n: number) => `C'est enregistré pour ${count(n, "document", "documents")}.`,
    link: (n: number, standard: string) =>
      `${count(n, "document relié", "documents reliés")} à ${standard}.`,
    remove: (n: number) => `${count(n, "document retiré", "documents retirés")}.`,
  },
  undo: "Défaire",
};

export const matrix = {
  caption: "Standards en lignes, documents en colonnes",
  help: "Une marque se trouve là où un document sert un standard. Choisissez-la pour le détail.",
  stage: "Étape",
  allStages: "Toutes les étapes",
  onlyBare: "Seulement les standards sans document",
  standard: "Standard",
  bareCount: (bare: number, all: number) =>
    bare === 0
      ? `Chacun des ${count(all, "standard", "standards")} a au moins un document.`
      : `${bare} sur ${count(all, "standard n'a", "standards n'ont")} aucun document.`,
  lackingCount: (n: number) =>
    n === 1 ? "1 attend une preuve nécessaire :" : `${n} attendent une preuve nécessaire :`,
  andMore: (n: number) => `et ${count(n, "autre", "autres")}`,
  bare: {
    lacking: "Aucun document",
    free: "Rien d'exigé",
    aside: "Ne compte pas",
  },
  pieces: (n: number) => count(n, "document", "documents"),
  mark: (piece: string, standard: string, state: string) => `${piece} pour ${standard} : ${state}`,
  unusedCount: (n: number) =>
    n === 1 ? "1 document ne sert aucun standard" : `${n} documents ne servent aucun standard`,
  empty: "Tous les standards de cette étape ont au moins un document.",
  rowsPage: (from: number, to: number, all: number) => `Standards ${from} à ${to} sur ${all}`,
  columnsPage: (from: number, to: number, all: number) => `Documents ${from} à ${to} sur ${all}`,
  previous: "Précédents",
  next: "Suivants",
  legend: "Légende",
  covers: "Couvre",
  coversNothing: "Accompagne la réponse, sans couvrir une preuve attendue",
  pages: "Pages",
  state: "Validité",
  openStandard: "Ouvrir le standard",
  openPiece: "Voir le document",
  unlink: "Détacher de ce standard",
};

export const paste = {
  button: "Coller une capture",
  hint: "Une capture d'écran se colle ici avec Ctrl + V.",
  title: "Coller une capture d'écran",
  text: "Faites votre capture d'écran, puis revenez ici et appuyez sur Ctrl + V.",
  zone: "Collez l'image ici",
  nothing: "Ce qui a été collé n'est pas une image. Faites d'abord une capture d'écran.",
  fileName: (day: string, time: string) => `Capture du ${day} à ${time}`,
};

export const plan = {
  title: "Plan d'amélioration",
  lead: "Transformez un écart en action : le conseil de la grille est déjà écrit, à vous de l'adapter.",
  gaps: "Écarts sans action",
  gapsNone: "Chaque écart a son action.",
  gapsEmpty: "Aucun écart : tous les standards qui vous concernent sont conformes.",
  added: (action: string) => `Ajouté au plan : ${action}`,
  add: "Ajouter au plan",
  addOf: (standard: string) => `Ajouter au plan : ${standard}`,
  showAll: (n: number) => `Afficher les ${n} écarts`,
  actions: "Actions",
  actionsEmpty: "Aucune action pour l'instant. Choisissez un écart ci-dessous pour commencer.",
  action: "Action",
  owner: "Responsable",
  ownerHint: "Une fonction plutôt qu'un nom",
  due: "Échéance",
  status: "Avancement",
  statuses: {
    planned: "Prévue",
    started: "En cours",
    done: "Faite",
    dropped: "Abandonnée",
  },
  lateBy: (days: number) => `En retard de ${count(days, "jour", "jours")}`,
  view: "Présentation",
  views: { list: "Liste", board: "Tableau" },
  filters: "Choisir les actions affichées",
  anyone: "Tous les responsables",
  show: "Afficher",
  shows: {
    all: "Toutes les actions",
    open: "Prévues ou en cours",
    late: "En retard",
  },
  sort: "Trier par",
  sorts: { due: "Échéance", standard: "Ordre de la grille", effort: "Effort" },
  shown: (n: number, all: number) => `${n} sur ${count(all, "action", "actions")}`,
  clear: "Tout afficher",
  emptyFilter: "Aucune action ne correspond à ces choix.",
  noneThere: "Aucune action",
  boardHint:
    "Pour faire avancer une action, choisissez son avancement, ou faites-la glisser avec la souris.",
  moved: (action: string, status: string) => `${status} : ${action}`,
  effort: (effort: string) => `Effort : ${effort}`,
  outcome: "Résultat",
  outcomeHint: "Ce que cette action a changé, ou pourquoi elle s'arrête",
  agenda: "Dans votre agenda",
  agendaText:
    "Un fichier que lisent les agendas courants (Outlook, Thunderbird, agenda du téléphone). Chaque action prévue ou en cours qui a une échéance y devient un rappel à sa date.",
  agendaGo: "Enregistrer les échéances (.ics)…",
  agendaNone: "Donnez une échéance à une action prévue ou en cours pour l'avoir dans votre agenda.",
  agendaWritten: (name: string) => `${name} est écrit. Ouvrez-le avec votre agenda.`,
  dueOn: (day: string) => `pour le ${day}`,
  noOwner: "Sans responsable",
  noDue: "Sans échéance",
  editTitle: "Modifier l'action",
  editOf: (standard: string) => `Modifier l'action : ${standard}`,
  removeOf: (standard: string) => `Retirer l'action : ${standard}`,
  actionRequired: "Décrivez ce qui sera fait.",
  advised: (effort: string, months: number) =>
    `${effort}, en général sous ${count(months, "mois", "mois")}`,
};
