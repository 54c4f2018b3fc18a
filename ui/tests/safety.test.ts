/** What is said of copies, limits and past changes. */
import { expect, test } from "vitest";
import type { HistoryEntry } from "../src/api/types";
import { spoken } from "../src/safety/moment";
import { linesOf } from "../src/screens/copies/state";
import { limitsOf, megabytes } from "../src/screens/settings/state";
import { differences } from "../src/sheet/history";
import { needs, routeOf } from "../src/session/route";

test("copies of all folders stand in one list, the newest first", () => {
  const copy = (file_name: string, made_at: string) => ({
    file_name,
    made_at,
    size_bytes: 1,
    is_readable: true,
  });
  const lines = linesOf({
    folders: [
      {
        place: "second",
        path: "/b",
        is_reachable: true,
        copies: [copy("2", "2026-11-02T10:00:00Z"), copy("1", "2026-11-01T10:00:00Z")],
      },
      {
        place: "first",
        path: "/a",
        is_reachable: true,
        copies: [copy("2", "2026-11-02T10:00:00Z")],
      },
    ],
  });
  expect(lines.map(({ place, file_name }) => place + file_name)).toEqual([
    "first2",
    "second2",
    "second1",
  ]);
});

test("limits are whole megabytes above nothing, spaces aside", () => {
  const limits = { file_bytes: 50_000_000, dossier_bytes: 1_400_000_000 };
  expect(limitsOf(megabytes(limits))).toEqual(limits);
  expect(limitsOf({ file: "1 400", total: "2" })?.file_bytes).toBe(1_400_000_000);
  for (const wrong of ["", "0", "-1", "1,5", "dix", "9999999"]) {
    expect(limitsOf({ file: wrong, total: "2" }), wrong).toBeNull();
  }
});

test("a moment is told as one says it", () => {
  expect(spoken("2026-11-22T10:00:00", "2026-11-22")).toMatch(/^aujourd’hui/);
  expect(spoken("2026-11-21T10:00:00", "2026-11-22")).toMatch(/^hier/);
  expect(spoken("2026-10-31T10:00:00", "2026-11-01")).toMatch(/^hier/);
  expect(spoken("2026-11-20T10:00:00", "2026-11-22")).toMatch(/^20 novembre 2026/);
});

test("a change is told by the members that differ, in the reader's words", () => {
  const entry: HistoryEntry = {
    change: 1,
    recorded_at: "2026-11-22T10:00:00Z",
    author: null,
    origin: "entered",
    record: { kind: "answer", key: "E1.N1.S1" },
    deed: "changed",
    before: {
      kind: "answer",
      value: { standard: "E1.N1.S1", verdict: "partly_met", comment: "a", evidence: [] },
    },
    after: {
      kind: "answer",
      value: { standard: "E1.N1.S1", verdict: "met", comment: "a", evidence: [{}] },
    },
    is_private: false,
  };
  expect(differences(entry)).toEqual([
    { field: "Réponse", before: "Partiellement conforme", after: "Conforme" },
    { field: "Preuves liées", before: null, after: "1" },
  ]);
});

test("the private note is told as it was written", () => {
  const note = (value: string) => ({ kind: "note" as const, value });
  const entry: HistoryEntry = {
    change: 1,
    recorded_at: "2026-11-22T10:00:00Z",
    origin: "reverted",
    record: { kind: "note", key: "E1.N1.S1" },
    deed: "removed",
    before: note("à revoir"),
    after: null,
    is_private: true,
  };
  expect(differences(entry)).toEqual([{ field: "Note interne", before: "à revoir", after: null }]);
});

test("copies and settings need no campaign, and verifying needs nothing", () => {
  expect(needs(routeOf("#/copies")?.screen ?? "home")).toBe("workspace");
  expect(needs(routeOf("#/verify")?.screen ?? "home")).toBe("nothing");
  expect(needs(routeOf("#/exchange")?.screen ?? "start")).toBe("campaign");
});
