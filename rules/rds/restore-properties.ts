import { written } from '../../engine/queries/written.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CLUSTER, FROM_SNAPSHOT, familyOf, INSTANCE } from './facts.ts';

export default defineRule({
	id: 'rds/restore-properties',
	title: 'What is restored keeps the users that the snapshot has',
	severity: 'warning',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbinstance.html',
	on: [INSTANCE, CLUSTER],
	fixes: 'fix',
	review(database, _design, report) {
		const cluster = database.type === CLUSTER;
		// From another cluster at a point in time it takes the password and the encryption as well.
		const origins = cluster ? [database.at('SnapshotIdentifier'), database.at('SourceDBClusterIdentifier')] : [database.at('DBSnapshotIdentifier')];
		const sources = origins.flatMap(one => one.alternatives).filter(written);
		const names = cluster ? ['MasterUsername'] : [...FROM_SNAPSHOT, ...(['mysql', 'mariadb', 'postgres'].includes(familyOf(database) ?? '') ? ['DBName'] : [])];
		for (const property of sources.length > 0 ? names.flatMap(name => database.at(name).alternatives) : []) {
			const source = sources.find(one => one.together(property));
			if (!written(property) || !source) continue;
			report(property, `${database.name} is restored (${source.label}) and keeps what is in there; ${property.label} has no effect.`, {
				key: true,
				related: [source],
				fix: { title: `Leave ${property.label} to what is restored`, change: change => change.remove(property) },
			});
		}
	},
});
