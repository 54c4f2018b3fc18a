/**
 * Words that begin with a capital and name nobody. What the grid and the profile say is added.
 *
 * Folded: no accents, no capitals.
 */
export const KNOWN_WORDS: readonly string[] = [
  // Months, days, and what follows them.
  "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
  "lundi mardi mercredi jeudi vendredi samedi dimanche paques noel toussaint",
  // Who is called by a function.
  "president presidente presidence directeur directrice direction maire adjoint adjointe ministre",
  "prefet prefete recteur rectrice principal principale proviseur proviseure tresorier tresoriere",
  "secretaire coordinateur coordinatrice coordonnateur coordonnatrice responsable referent",
  "referente charge chargee chef cheffe delegue deleguee delegation commissaire",
  // Institutions and places that programmes speak of.
  "association associations fondation federation collectif reseau comite conseil assemblee bureau",
  "commission mission missions locale locales pole emploi france travail education nationale etat",
  "republique ministere prefecture rectorat academie region departement departemental ville mairie",
  "metropole agglomeration communaute commune communes centre maison quartier quartiers ecole",
  "ecoles college lycee universite institut cite campus service services civique aide sociale",
  "enfance protection judiciaire jeunesse sport sports caisse allocations familiales europe",
  "europeen europeenne union internet restos secours catholique populaire croix rouge",
  "ile corse bretagne normandie occitanie provence alpes cote azur hauts grand est pays loire",
  "bourgogne franche comte auvergne rhone nouvelle aquitaine reunion guadeloupe martinique guyane",
  "mayotte alsace moselle lorraine paris lyon marseille lille toulouse bordeaux nantes strasbourg",
  "rennes montpellier nice grenoble rouen toulon dijon angers nimes seine saint sainte denis oise",
  "essonne val marne yvelines nord sud ouest haute basse haut bas bouches",
  // Tools that documents come from.
  "google drive forms meet microsoft teams office word excel outlook sharepoint zoom slack notion",
  "whatsapp facebook instagram linkedin youtube adobe dropbox framaforms helloasso salesforce",
  // First words of sentences, and others that a title writes large.
  "le la les l un une des du de d au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre",
  "nos votre vos leur leurs il elle ils elles on nous vous je tu et ou mais donc or ni car si",
  "quand que qui quoi dont pour par sur sous dans avec sans chez vers entre depuis pendant avant",
  "apres chaque tout toute tous toutes aucun aucune plusieurs certains certaines autre autres ne",
  "pas plus moins tres bien non oui voir selon afin ainsi aussi alors puis enfin en y a est sont",
  "cv pdf guide charte plan projet programme campagne rapport bilan note fiche livret manuel",
  "the of and for with from to in on at by",
].flatMap((line) => line.split(" "));

/** First names that are words besides: beside an unknown word they may well name somebody. */
export const ALSO_FIRST_NAMES: readonly string[] = (
  "aimee claire rose pierre france marine fleur prudence constant constance juste victoire desire " +
  "desiree olive violette ange angelique blanche clemence felicite grace ludivine martin modeste " +
  "noel pascal pascale parfait reine regis marguerite capucine ambre perle jade"
).split(" ");

/** After which a name often stands. */
export const CIVILITIES: readonly string[] =
  "m mr mm mme mmes mlle mlles monsieur madame mademoiselle messieurs mesdames dr pr me docteur".split(
    " ",
  );

/** After which a young person's or a volunteer's first name often stands. */
export const ROLES: readonly string[] = (
  "jeune jeunes mentor mentors mentore mentores mentoree mentorees mentorat-e eleve eleves " +
  "collegien collegienne lyceen lyceenne etudiant etudiante enfant enfants fille garcon benevole " +
  "benevoles salarie salariee stagiaire binome binomes frere soeur mere pere prenomme prenommee " +
  "nomme nommee appele appelee"
).split(" ");

/** What stands inside a family name. */
export const PARTICLES: readonly string[] = "le la de du des ben el al van von da dos san".split(
  " ",
);
