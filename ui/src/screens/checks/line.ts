/** A finding as a line: what it is about, and what is to be seen there. */
import type { Finding, ProfileField } from "../../sheet/checks";
import { words } from "../../wording";

export interface Line {
  subject: string;
  /** Whether the subject is written in the grid, and so in its language. */
  isOfGrid?: true;
  /** The standard's own sign, where it is about one. */
  id?: string;
  detail?: string;
}

export function lineOf(finding: Finding): Line {
  const w = words().checks;
  switch (finding.check) {
    case "evidence_missing": {
      const { id, title } = finding.standard;
      return {
        subject: title,
        isOfGrid: true,
        id,
        detail: finding.nothing ? w.nothing : w.missing(finding.missing),
      };
    }
    case "evidence_expired":
    case "justification":
    case "refused":
    case "comment":
      return { subject: finding.standard.title, isOfGrid: true, id: finding.standard.id };
    case "evidence_undated":
    case "sensitive":
    case "unused":
      return { subject: finding.evidence.title };
    case "name": {
      const detail = w.maybe(w.where[finding.in], finding.found);
      return finding.place.screen === "standard"
        ? { subject: finding.about, isOfGrid: true, id: finding.place.id, detail }
        : { subject: finding.about, detail };
    }
    case "action_overdue":
      return { subject: finding.action.action, detail: w.late(finding.days) };
    case "action_owner":
    case "action_due":
      return { subject: finding.action.action };
    case "condition":
      return { subject: finding.question, isOfGrid: true };
    case "profile": {
      const isDoubtful = finding.field === "rna_doubtful" || finding.field === "siren_doubtful";
      return { subject: labelOf(finding.field), detail: isDoubtful ? w.doubtful : w.empty };
    }
  }
}

function labelOf(field: ProfileField): string {
  const w = words().profile;
  switch (field) {
    case "rna":
    case "rna_doubtful":
      return w.rna;
    case "siren":
    case "siren_doubtful":
      return w.siren;
    case "representative":
    case "audience":
    case "territories":
    case "mentees":
    case "mentors":
      return w[field];
  }
}
