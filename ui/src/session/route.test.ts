import { expect, test } from "vitest";
import { address, isSameList, routeOf, type Route } from "./route";

const ROUTES: Route[] = [
  { screen: "start" },
  { screen: "create" },
  { screen: "profile" },
  { screen: "home" },
  { screen: "grid" },
  { screen: "grid", stage: "E1", level: "N2", state: "to_treat" },
  { screen: "standard", id: "E1.N1.S1" },
  { screen: "standard", id: "a_b-c.1" },
  { screen: "standard", id: "E1.N1.S1", at: "expected-a" },
  { screen: "evidence" },
  { screen: "evidence", at: "piece-1" },
  { screen: "profile", at: "organisation-rna" },
  { screen: "plan", at: "action-1" },
  { screen: "checks" },
  { screen: "plan" },
  { screen: "plan", as: "board", owner: "Bureau & équipe", state: "late", sort: "effort" },
  { screen: "plan", owner: "" },
  { screen: "compare" },
  { screen: "compare", before: "6f1c7a1e", after: "7a1e6f1c" },
  { screen: "dossier" },
  { screen: "identity" },
  { screen: "trust" },
  { screen: "verify" },
  { screen: "protect" },
  { screen: "copies" },
  { screen: "settings" },
  { screen: "erasure" },
  { screen: "exchange" },
];

test("every address names the route it was made from", () => {
  for (const route of ROUTES) {
    expect(routeOf(address(route)), address(route)).toEqual(route);
  }
});

test("an address that names no screen gives none", () => {
  for (const hash of ["", "#", "#/nowhere", "#/standard", "#/standard/"]) {
    expect(routeOf(hash), hash).toBeNull();
  }
});

test("filters of the same list are no other place", () => {
  const same = (one: string, other: string) => isSameList(routeOf(one), routeOf(other));
  expect(same("#/plan", "#/plan?as=board")).toBe(true);
  expect(same("#/grid?stage=E1", "#/grid")).toBe(true);
  expect(same("#/grid", "#/plan")).toBe(false);
  expect(same("#/standard/E1.N1.S1", "#/standard/E1.N1.S2")).toBe(false);
  expect(same("#/nowhere", "#/nowhere")).toBe(false);
});

test("an unknown state filters nothing", () => {
  expect(routeOf("#/grid?state=shiny&stage=E2")).toEqual({ screen: "grid", stage: "E2" });
});

test("the library keeps in its address how it is shown", () => {
  expect(address({ screen: "evidence" })).toBe("#/evidence");
  const shelf = { screen: "evidence", view: "matrix", kind: "soon", serves: "E2" } as const;
  expect(address(shelf)).toBe("#/evidence?view=matrix&kind=soon&serves=E2");
  expect(routeOf(address(shelf))).toEqual(shelf);
  expect(routeOf("#/evidence?view=other&kind=odd")).toEqual({ screen: "evidence" });
});

test("a list narrowed otherwise is the same list", () => {
  expect(isSameList(routeOf("#/evidence"), routeOf("#/evidence?kind=soon"))).toBe(true);
  expect(isSameList(routeOf("#/grid?stage=E1"), routeOf("#/grid"))).toBe(true);
  expect(isSameList(routeOf("#/grid"), routeOf("#/evidence"))).toBe(false);
  expect(isSameList(routeOf("#/home"), routeOf("#/home"))).toBe(false);
});
