/** What may be done to the protection of a workspace. */
export type Rewriting = "change" | "add" | "remove";
