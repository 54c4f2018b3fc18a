/** State of a standard's page: what an answer and an attachment ask first. Pure. */
import type { Entry, ExpectedEvidence } from "../../api/types";

/** Whether the reason why the standard does not apply is asked. */
export function asksJustification(entry: Entry): boolean {
  return entry.verdict === "not_applicable";
}

/** Whether a person must look at the documents once more before they are attached. */
export function asksCare(item: ExpectedEvidence | null): boolean {
  return item?.privacy !== undefined && item?.privacy !== null;
}

/** Whether documents may be attached for an item at all. */
export function takesDocuments(item: ExpectedEvidence): boolean {
  return item.privacy !== "never_attach";
}
