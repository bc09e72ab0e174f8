/** Why a change cannot be written, in a reader's words. */
export class Refusal extends Error {}

/** A parameter decides: the place to change is where it is given, if that is in the design. */
export class GivenByParameter extends Refusal {
	constructor(name: string, readonly parameter: string) {
		super(`${name} is given by parameter ${parameter}`);
	}
}
