/**
 * Screens that the window may do without at first: one file, read once the first is shown.
 *
 * The home and the beginning stand in the window itself.
 */
export { default as Checks } from "./checks/Checks.svelte";
export { default as Compare } from "./compare/Compare.svelte";
export { default as Copies } from "./copies/Copies.svelte";
export { default as Create } from "./profile/Create.svelte";
export { default as Dossier } from "./dossier/Dossier.svelte";
export { default as Erasure } from "./erasure/Erasure.svelte";
export { default as Evidence } from "./evidence/Evidence.svelte";
export { default as Exchange } from "./exchange/Exchange.svelte";
export { default as Grid } from "./grid/Grid.svelte";
export { default as Identity } from "./identity/Identity.svelte";
export { default as Plan } from "./plan/Plan.svelte";
export { default as Profile } from "./profile/Profile.svelte";
export { default as Protect } from "./protect/Protect.svelte";
export { default as Quick } from "./quick/Quick.svelte";
export { default as Received } from "./review/Received.svelte";
export { default as Returned } from "./returned/Returned.svelte";
export { default as Review } from "./review/Review.svelte";
export { default as Settings } from "./settings/Settings.svelte";
export { default as Standard } from "./standard/Standard.svelte";
export { default as Suppose } from "./suppose/Suppose.svelte";
export { default as Trust } from "./trust/Trust.svelte";
export { default as Verify } from "./verify/Verify.svelte";
