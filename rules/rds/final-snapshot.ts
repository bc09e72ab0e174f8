import { isDevelopment } from '../../engine/queries/environment.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CLUSTER, INSTANCE, isReplica, standsAlone } from './facts.ts';

export default defineRule({
	id: 'rds/final-snapshot',
	title: 'A database that is deleted leaves a snapshot',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
	on: [INSTANCE, CLUSTER],
	fixes: 'fix',
	review(database, _design, report) {
		// Of a replica RDS takes no final snapshot, and a member's data is its cluster's.
		if (database.type === INSTANCE && (standsAlone(database) !== 'yes' || isReplica(database) !== 'no')) return;
		if (database.at('@PreventDestroy').is(true) === 'yes') return;
		const severity = isDevelopment(database) ? 'hint' as const : 'warning' as const;
		const own = database.at(database.type === INSTANCE ? 'DBInstanceIdentifier' : 'DBClusterIdentifier').string;
		const snapshot = `${own ?? database.name.replaceAll(/[^A-Za-z0-9]+/g, '-').toLowerCase()}-final`;
		for (const policy of database.at('@DeletionPolicy').alternatives) {
			if (policy.is('Delete') !== 'yes') continue;
			report(policy, `When ${database.name} leaves the stack its data is deleted with it, and no snapshot is left.`, {
				severity, fix: { title: `Leave a snapshot of ${database.name}`, change: change => change.set(policy, 'Snapshot') },
			});
		}
		for (const skip of database.at('SkipFinalSnapshot').alternatives) {
			const name = database.at('FinalDBSnapshotIdentifier');
			if (skip.is(true) === 'yes') {
				report(skip, `When ${database.name} is destroyed its data is gone: ${skip.label} leaves no snapshot behind.`, {
					severity,
					fix: { title: `Leave the snapshot ${snapshot}`, change: change => (name.exists === 'no' ? change.set(skip, false).set(name, snapshot) : change.set(skip, false)) },
				});
			} else if (skip.exists === 'yes' && skip.is(false) === 'yes' && name.exists === 'no' && name.together(skip)) {
				report(name, `${database.name} shall leave a snapshot when it is destroyed, and ${name.label} gives it no name: destroying it fails.`, {
					severity: 'error', fix: { title: `Call the snapshot ${snapshot}`, change: change => change.set(name, snapshot) },
				});
			}
		}
	},
});
