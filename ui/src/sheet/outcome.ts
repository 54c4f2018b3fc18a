/** How an outcome looks: its shape and its tone. Its word stands in the wording. */
import type { Outcome } from "../api/types";
import type { Shape } from "../parts/state-shape";
import type { State } from "./coverage";

export type Tone = "plain" | "good" | "caution" | "bad";

export function shapeOf(outcome: Outcome): Shape {
  switch (outcome) {
    case "met":
      return "full";
    case "partly_met":
      return "half";
    case "not_met":
      return "cross";
    case "evidence_missing":
    case "evidence_undated":
    case "evidence_expired":
    case "justification_missing":
    case "not_applicable_refused":
      return "alert";
    case "excluded":
    case "out_of_scope":
      return "dash";
    case "unanswered":
      return "empty";
  }
}

export function toneOf(outcome: Outcome): Tone {
  switch (outcome) {
    case "met":
      return "good";
    case "not_met":
      return "bad";
    case "partly_met":
    case "evidence_missing":
    case "evidence_undated":
    case "evidence_expired":
    case "justification_missing":
    case "not_applicable_refused":
      return "caution";
    case "excluded":
    case "out_of_scope":
    case "unanswered":
      return "plain";
  }
}

export function shapeOfState(state: State): Shape {
  switch (state) {
    case "current":
      return "full";
    case "expired":
      return "cross";
    case "undated":
      return "alert";
    case "missing":
      return "empty";
  }
}

export function toneOfState(state: State): Tone {
  switch (state) {
    case "current":
      return "good";
    case "expired":
      return "bad";
    case "undated":
      return "caution";
    case "missing":
      return "plain";
  }
}
