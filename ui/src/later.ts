/**
 * What the window may do without at first: one file, read once the first screen stands.
 *
 * The home and the beginning are in the window itself.
 */
export { default as Search } from "./frame/Search.svelte";
export { default as Shortcuts } from "./frame/Shortcuts.svelte";
export { default as Checks } from "./screens/checks/Checks.svelte";
export { default as Compare } from "./screens/compare/Compare.svelte";
export { default as Copies } from "./screens/copies/Copies.svelte";
export { default as Create } from "./screens/profile/Create.svelte";
export { default as Dossier } from "./screens/dossier/Dossier.svelte";
export { default as Erasure } from "./screens/erasure/Erasure.svelte";
export { default as Evidence } from "./screens/evidence/Evidence.svelte";
export { default as Exchange } from "./screens/exchange/Exchange.svelte";
export { default as Grid } from "./screens/grid/Grid.svelte";
export { default as Identity } from "./screens/identity/Identity.svelte";
export { default as Plan } from "./screens/plan/Plan.svelte";
export { default as Profile } from "./screens/profile/Profile.svelte";
export { default as Protect } from "./screens/protect/Protect.svelte";
export { default as Quick } from "./screens/quick/Quick.svelte";
export { default as Received } from "./screens/review/Received.svelte";
export { default as Returned } from "./screens/returned/Returned.svelte";
export { default as Review } from "./screens/review/Review.svelte";
export { default as Settings } from "./screens/settings/Settings.svelte";
export { default as Standard } from "./screens/standard/Standard.svelte";
export { default as Suppose } from "./screens/suppose/Suppose.svelte";
export { default as Trust } from "./screens/trust/Trust.svelte";
export { default as Verify } from "./screens/verify/Verify.svelte";
