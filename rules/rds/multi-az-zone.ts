import { written } from '../../engine/queries/written.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CREATE_INSTANCE, INSTANCE } from './facts.ts';

export default defineRule({
	id: 'rds/multi-az-zone',
	title: 'A Multi-AZ instance names no availability zone',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: CREATE_INSTANCE,
	on: INSTANCE,
	fixes: 'fix',
	review(database, _design, report) {
		const multi = database.at('MultiAZ');
		for (const zone of database.at('AvailabilityZone').alternatives) {
			if (!written(zone)) continue;
			for (const standby of multi.alternatives) {
				if (standby.is(true) !== 'yes' || !standby.together(zone)) continue;
				report(zone, `${database.name} is Multi-AZ and names an availability zone as well; RDS places both of its instances by itself and rejects the pair.`, {
					related: [standby],
					fix: { title: `Let RDS choose the zones of ${database.name}`, change: change => change.remove(zone) },
				});
			}
		}
	},
});
