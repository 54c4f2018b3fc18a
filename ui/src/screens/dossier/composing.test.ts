import { expect, test } from "vitest";
import { viewExample } from "../../../tests/sheets";
import {
  byReason,
  extentOf,
  glyphCode,
  newComposing,
  placed,
  placesOf,
  selectionOf,
  serviceName,
} from "./composing";

const view = viewExample();
const { evidence } = view.sheet.assessment;

test("a dossier begins whole", () => {
  expect(selectionOf(newComposing(evidence), evidence)).toEqual({ evidence: "all", omitted: [] });
});

test("what is not printed is named, in the order of the pages", () => {
  const composing = newComposing(evidence);
  composing.printed.history = false;
  composing.printed.gaps = false;
  expect(selectionOf(composing, evidence).omitted).toEqual(["gaps", "history"]);
});

test("pieces are chosen one by one, and one that is gone is not asked for", () => {
  const [first, second] = evidence;
  const composing = {
    ...newComposing(evidence),
    enclose: "these" as const,
    pieces: [second?.id ?? "", "gone", first?.id ?? ""],
  };
  expect(selectionOf(composing, evidence).evidence).toEqual({ these: [first?.id, second?.id] });
  expect(extentOf("these", composing.pieces, evidence).count).toBe(2);
});

test("each way of enclosing says how much it is", () => {
  const sensitive = evidence.filter(({ privacy }) => privacy === "sensitive");
  expect(sensitive.length).toBeGreaterThan(0);
  const count = (enclose: "all" | "all_but_sensitive" | "none") =>
    extentOf(enclose, [], evidence).count;
  expect(count("all")).toBe(evidence.length);
  expect(count("all_but_sensitive")).toBe(evidence.length - sensitive.length);
  expect(extentOf("none", [], evidence)).toEqual({ count: 0, bytes: 0 });
});

test("what is left out is told by reason, what nobody chose first", () => {
  const absent = [
    { evidence: "1", title: "A", reason: "not_chosen" as const },
    { evidence: "2", title: "B", reason: "never_attach" as const },
    { evidence: "3", title: "C", reason: "not_chosen" as const },
  ];
  expect(byReason(absent)).toEqual([
    { reason: "never_attach", titles: ["B"] },
    { reason: "not_chosen", titles: ["A", "C"] },
  ]);
});

test("a sign without a glyph is told by its number, with the first places where it stands", () => {
  const places = Array.from({ length: 6 }, () => "programme" as const);
  const glyph = { character: "𓀀", is_copied: true, places };
  expect(glyphCode(glyph)).toBe("U+13000");
  expect(glyphCode({ ...glyph, character: "\u0007" })).toBe("U+0007");
  expect(placesOf(glyph)).toMatchObject({ more: 2 });
});

test("each place leads to where it is mended", () => {
  expect(placed("programme", view).route).toEqual({ screen: "profile" });
  expect(placed("signer", view).route).toEqual({ screen: "identity" });
  expect(placed("grid", view).route).toBeNull();
  expect(placed({ answer: "E1.N1.S1" }, view).route).toEqual({
    screen: "standard",
    id: "E1.N1.S1",
  });
  expect(placed({ evidence: evidence[0]?.id ?? "" }, view)).toMatchObject({
    kind: "evidence",
    name: evidence[0]?.title,
  });
});

test("a service is known by its machine", () => {
  expect(serviceName("https://horodatage.example.fr/tsa?x")).toBe("horodatage.example.fr");
});
