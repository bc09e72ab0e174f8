import { isDevelopment } from '../../engine/queries/environment.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CREATE_INSTANCE, INSTANCE, migrationType } from './facts.ts';

export default defineRule({
	id: 'dms/multi-az',
	title: 'Ongoing replication outlives the failure of a zone',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: CREATE_INSTANCE,
	on: INSTANCE,
	fixes: 'fix',
	review(instance, design, report) {
		if (isDevelopment(instance)) return;
		const tasks = design.pointing('AWS::DMS::ReplicationTask', 'ReplicationInstanceArn', instance);
		const ongoing = tasks.certain.find(task => migrationType(task).is('cdc', 'full-load-and-cdc') === 'yes');
		// What only loads once can be started again.
		if (!ongoing && tasks.certain.length > 0 && tasks.certain.every(task => migrationType(task).is('full-load') === 'yes')) return;
		for (const standby of instance.at('MultiAZ').alternatives) {
			if (standby.is(true) !== 'no') continue;
			const what = ongoing ? `${ongoing.name} replicates ongoing changes on ${instance.name}, which` : instance.name;
			report(standby, `${what} stands in one zone: when that fails, replication stops, and changes may be gone from the source's log before it goes on.`, {
				severity: ongoing ? 'warning' : 'information', related: ongoing ? [ongoing] : [],
				fix: {
					title: `Give ${instance.name} a standby in another zone`, effect: 'changes behaviour',
					change: change => {
						change.set(standby, true);
						if (instance.at('AvailabilityZone').exists === 'yes') change.remove(instance.at('AvailabilityZone'));
					},
				},
			});
		}
	},
});
