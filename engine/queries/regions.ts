/** Where resources are made: AWS's regions, as far as a design tells. */
import type { Resource } from '../model/resource.ts';
import { type Answer, both } from '../model/value.ts';

/** Resources of one template are in one region; Terraform's may say another by their provider. */
export function sameRegion(one: Resource, other: Resource): Answer {
	if (one.id === other.id) return 'yes';
	const [a, b] = [one.at('@Region'), other.at('@Region')];
	if (a.exists === 'no' && b.exists === 'no') {
		const alike = [one, other].every(resource => resource.at('@Provider').exists === 'no' && resource.calls.length === 0);
		return alike && !one.multiplicity && !other.multiplicity ? 'yes' : 'maybe';
	}
	const region = a.string;
	return region === undefined ? 'maybe' : both(b.exists, b.is(region));
}
