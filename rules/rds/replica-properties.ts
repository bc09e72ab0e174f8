import { written } from '../../engine/queries/written.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { FROM_SOURCE, INSTANCE, isReplica } from './facts.ts';

export default defineRule({
	id: 'rds/replica-properties',
	title: 'A replica takes its users and databases from its source',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html',
	on: INSTANCE,
	fixes: 'fix',
	review(database, _design, report) {
		if (isReplica(database) !== 'yes') return;
		const source = ['SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier'].map(name => database.at(name)).filter(written);
		for (const property of FROM_SOURCE.flatMap(name => database.at(name).alternatives)) {
			if (!written(property) || !source.some(one => one.together(property))) continue;
			report(property, `${database.name} is a replica and has this from its source; ${property.label} cannot be given to it.`, {
				key: true,
				related: source,
				fix: { title: `Leave ${property.label} to the source`, change: change => change.remove(property) },
			});
		}
	},
});
