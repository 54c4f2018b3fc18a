/** Shapes of states: full disc with tick, half disc, ring with cross, ring with mark, dash, empty ring. */
export type Shape = "full" | "half" | "cross" | "alert" | "dash" | "empty";
