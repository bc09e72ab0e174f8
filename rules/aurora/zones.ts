import type { Property } from '../../engine/model/resource.ts';
import { CLUSTER, isAurora, membersOf } from '../../engine/queries/db-clusters.ts';
import { sameTarget } from '../../engine/queries/same-target.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'aurora/zones',
	title: 'The instances of a cluster are in several availability zones',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
	on: CLUSTER,
	fixes: 'choice',
	review(cluster, _design, report) {
		const { certain, possible } = membersOf(cluster);
		if (isAurora(cluster) !== 'yes' || possible.length > 0) return;
		const zones = certain.map(member => member.at('AvailabilityZone'));
		const [first, ...others] = zones;
		const count = certain.reduce((sum, member) => sum + (member.multiplicity ? member.instances ?? 2 : 1), 0);
		if (!first || count < 2 || !zones.every(pinned) || !others.every(other => sameTarget(first, other) === 'yes')) return;
		report(first, `All instances of ${cluster.name} are pinned to ${first.string ? `the zone ${first.string}` : 'one zone'}; when it fails, none of them is left to take over.`, {
			related: others,
			fix: [
				...(others.length === 0 ? [] : [{ title: `Leave the zones of all but ${first.resource.name} to RDS`, preferred: false, effect: 'replaces the resource' as const, change: leave(others) }]),
				{ title: `Leave the zones of ${cluster.name}'s instances to RDS`, preferred: false, effect: 'replaces the resource', change: leave(zones) },
			],
		});
	},
});

/** It names a zone, and of several instances at one place the same. */
function pinned(zone: Property): boolean {
	return zone.exists === 'yes' && zone.value?.kind === 'known' && zone.string !== '';
}

function leave(zones: readonly Property[]): (change: { remove(place: Property): unknown }) => void {
	return change => { for (const zone of zones) change.remove(zone); };
}
