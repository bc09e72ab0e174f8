import { written } from '../../engine/queries/written.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CREATE_INSTANCE, INSTANCE } from './facts.ts';

export default defineRule({
	id: 'dms/multi-az-zone',
	title: 'What runs in several zones names none',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: CREATE_INSTANCE,
	on: [INSTANCE, 'AWS::DMS::ReplicationConfig'],
	fixes: 'fix',
	review(replicator, _design, report) {
		const place = replicator.type === INSTANCE ? replicator.properties : replicator.at('ComputeConfig');
		for (const zone of place.at('AvailabilityZone').alternatives) {
			if (!written(zone)) continue;
			for (const standby of place.at('MultiAZ').alternatives) {
				if (standby.is(true) !== 'yes' || !standby.together(zone)) continue;
				report(zone, `${replicator.name} is Multi-AZ and names one zone; DMS chooses the zones of the pair itself and refuses both together.`, {
					related: [standby], fix: { title: `Let DMS choose the zones of ${replicator.name}`, change: change => change.remove(zone) },
				});
			}
		}
	},
});
