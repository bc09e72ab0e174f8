/** Why a change cannot be written, in a reader's words. */
export class Refusal extends Error {}
