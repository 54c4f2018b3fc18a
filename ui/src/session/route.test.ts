import { expect, test } from "vitest";
import { address, routeOf, type Route } from "./route";

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

test("an unknown state filters nothing", () => {
  expect(routeOf("#/grid?state=shiny&stage=E2")).toEqual({ screen: "grid", stage: "E2" });
});
