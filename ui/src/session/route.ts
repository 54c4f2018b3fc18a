/** Routes: which screen the address names. Pure; the address itself is `session`'s. */
import type { LevelId, StageId, StandardId, Uuid } from "../api/types";

/** Which standards the list shows by their state. */
export const LIST_STATES = ["to_treat", "unanswered", "evidence", "met", "set_aside"] as const;
export type ListState = (typeof LIST_STATES)[number];

export interface Filter {
  stage?: StageId;
  level?: LevelId;
  state?: ListState;
}

/** The element to be led to on a screen; the screen's title when none. */
export interface Within {
  at?: string;
}

/** Which pieces of evidence the library shows by what is to be done about them. */
export const EVIDENCE_KINDS = ["unused", "expired", "soon", "undated", "sensitive"] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** What the library shows, and how. */
export interface Shelf {
  view?: "matrix" | undefined;
  kind?: EvidenceKind | undefined;
  /** The stage, or the standard, that the pieces serve. */
  serves?: StageId | StandardId | undefined;
}

/** What the plan shows of its actions, and how. */
export const PLAN_SORTS = ["due", "standard", "effort"] as const;
export const PLAN_STATES = ["open", "late"] as const;
export interface PlanFilter {
  as?: "board";
  /** An owner; nobody when it is empty. */
  owner?: string;
  state?: (typeof PLAN_STATES)[number];
  sort?: Exclude<(typeof PLAN_SORTS)[number], "due">;
}

export type Route =
  | { screen: "start" }
  | { screen: "create" }
  | { screen: "protect" }
  | ({ screen: "profile" } & Within)
  | { screen: "home" }
  | { screen: "quick" }
  | { screen: "suppose" }
  | ({ screen: "grid" } & Filter)
  | ({ screen: "standard"; id: StandardId } & Within)
  | ({ screen: "evidence" } & Shelf & Within)
  | ({ screen: "plan" } & PlanFilter & Within)
  | { screen: "checks" }
  | { screen: "compare"; before?: Uuid; after?: Uuid }
  | { screen: "dossier" }
  | { screen: "identity" }
  | { screen: "verify" }
  | { screen: "trust" }
  | { screen: "reviews" }
  | { screen: "returned" }
  | { screen: "review"; id: Uuid; standard?: StandardId }
  | { screen: "copies" }
  | { screen: "settings" }
  | { screen: "erasure" }
  | { screen: "exchange" };

export type Screen = Route["screen"];

const PATHS = {
  start: "start",
  create: "create",
  protect: "protect",
  profile: "profile",
  home: "home",
  quick: "pre-diagnosis",
  suppose: "what-if",
  grid: "grid",
  standard: "standard",
  evidence: "evidence",
  plan: "plan",
  checks: "checks",
  compare: "compare",
  dossier: "dossier",
  identity: "identity",
  verify: "verify",
  trust: "trust",
  reviews: "received",
  returned: "returned",
  review: "review",
  copies: "copies",
  settings: "settings",
  erasure: "erasure",
  exchange: "exchange",
} satisfies Record<Screen, string>;

/** The address of a route, as a link bears it. */
export function address(route: Route): string {
  const path = `#/${PATHS[route.screen]}`;
  if (route.screen === "standard") {
    return `${path}/${encodeURIComponent(route.id)}${queryOf({ at: route.at })}`;
  }
  if (route.screen === "profile") {
    return path + queryOf({ at: route.at });
  }
  if (route.screen === "review") {
    const parts = [route.id, ...(route.standard ? [route.standard] : [])];
    return [path, ...parts.map(encodeURIComponent)].join("/");
  }
  if (route.screen === "grid") {
    const { stage, level, state } = route;
    return path + queryOf({ stage: stage || undefined, level: level || undefined, state });
  }
  if (route.screen === "evidence") {
    const { view, kind, serves, at } = route;
    return path + queryOf({ view, kind, serves: serves || undefined, at });
  }
  if (route.screen === "plan") {
    const { as, owner, state, sort, at } = route;
    return path + queryOf({ as, owner, state, sort, at });
  }
  if (route.screen === "compare") {
    const { before, after } = route;
    return path + queryOf({ before, after });
  }
  return path;
}

/** What of a query is asked, as an address bears it. */
function queryOf(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : "";
}

/** The route that an address names; none when it names no screen. */
export function routeOf(hash: string): Route | null {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [head, id, standard] = path.split("/");
  switch (head) {
    case PATHS.start:
      return { screen: "start" };
    case PATHS.create:
      return { screen: "create" };
    case PATHS.protect:
      return { screen: "protect" };
    case PATHS.profile:
      return { screen: "profile", ...withinOf(query) };
    case PATHS.home:
      return { screen: "home" };
    case PATHS.quick:
      return { screen: "quick" };
    case PATHS.suppose:
      return { screen: "suppose" };
    case PATHS.grid:
      return { screen: "grid", ...filterOf(new URLSearchParams(query)) };
    case PATHS.standard:
      return id ? { screen: "standard", id: decode(id), ...withinOf(query) } : null;
    case PATHS.evidence:
      return {
        screen: "evidence",
        ...shelfOf(new URLSearchParams(query)),
        ...withinOf(query),
      };
    case PATHS.plan:
      return {
        screen: "plan",
        ...planOf(new URLSearchParams(query)),
        ...withinOf(query),
      };
    case PATHS.checks:
      return { screen: "checks" };
    case PATHS.compare: {
      const [before, after] = ["before", "after"].map((of) => new URLSearchParams(query).get(of));
      return { screen: "compare", ...(before && { before }), ...(after && { after }) };
    }
    case PATHS.dossier:
      return { screen: "dossier" };
    case PATHS.identity:
      return { screen: "identity" };
    case PATHS.verify:
      return { screen: "verify" };
    case PATHS.trust:
      return { screen: "trust" };
    case PATHS.reviews:
      return { screen: "reviews" };
    case PATHS.returned:
      return { screen: "returned" };
    case PATHS.review:
      return id
        ? { screen: "review", id: decode(id), ...(standard && { standard: decode(standard) }) }
        : null;
    case PATHS.copies:
      return { screen: "copies" };
    case PATHS.settings:
      return { screen: "settings" };
    case PATHS.erasure:
      return { screen: "erasure" };
    case PATHS.exchange:
      return { screen: "exchange" };
    default:
      return null;
  }
}

function withinOf(query: string): Within {
  const at = new URLSearchParams(query).get("at");
  return at ? { at } : {};
}

function filterOf(query: URLSearchParams): Filter {
  const state = LIST_STATES.find((one) => one === query.get("state"));
  const stage = query.get("stage");
  const level = query.get("level");
  return { ...(stage && { stage }), ...(level && { level }), ...(state && { state }) };
}

function shelfOf(query: URLSearchParams): Shelf {
  const kind = EVIDENCE_KINDS.find((one) => one === query.get("kind"));
  const serves = query.get("serves");
  return {
    ...(query.get("view") === "matrix" && { view: "matrix" }),
    ...(kind && { kind }),
    ...(serves && { serves }),
  };
}

function planOf(query: URLSearchParams): PlanFilter {
  const owner = query.get("owner");
  const state = PLAN_STATES.find((one) => one === query.get("state"));
  const sort = PLAN_SORTS.find((one) => one === query.get("sort"));
  return {
    ...(query.get("as") === "board" && { as: "board" as const }),
    ...(owner !== null && { owner }),
    ...(state && { state }),
    ...(sort && sort !== "due" && { sort }),
  };
}

/** Whether two routes show the same list, narrowed or arranged otherwise. */
export function isSameList(one: Route | null, other: Route | null): boolean {
  const narrows: Screen[] = ["grid", "evidence", "plan", "compare"];
  return one !== null && one.screen === other?.screen && narrows.includes(one.screen);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What must be open for a screen to have something to show. */
export function needs(screen: Screen): "nothing" | "workspace" | "campaign" {
  switch (screen) {
    case "start":
    case "create":
    case "protect":
    case "verify":
    case "trust":
    case "identity":
      return "nothing";
    case "copies":
    case "settings":
    case "erasure":
    case "reviews":
    case "review":
      return "workspace";
    case "profile":
    case "home":
    case "quick":
    case "suppose":
    case "grid":
    case "standard":
    case "evidence":
    case "plan":
    case "checks":
    case "compare":
    case "dossier":
    case "exchange":
    case "returned":
      return "campaign";
  }
}
