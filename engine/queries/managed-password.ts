/** A master password that the service keeps in Secrets Manager by itself, and one that the design gives: they exclude each other. */
import type { Property, Resource } from '../model/resource.ts';
import { written } from './written.ts';

export interface PasswordConflict {
	readonly managed: Property;
	readonly given: Property;
}

/** Where both are certain, and can stand at the same time. */
export function passwordConflicts(resource: Resource, managed: string, given: string): readonly PasswordConflict[] {
	const switches = resource.at(managed).alternatives.filter(one => one.is(true) === 'yes');
	return resource.at(given).alternatives
		.filter(written)
		.flatMap(one => switches.filter(other => other.together(one)).map(other => ({ managed: other, given: one })));
}
