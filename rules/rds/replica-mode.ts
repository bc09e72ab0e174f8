import { written } from '../../engine/queries/written.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { ENGINE_NAMES, type Family, familyOf, INSTANCE } from './facts.ts';

const MODES = ['open-read-only', 'mounted'];
/** Source: ReplicaMode in https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html */
const ENGINES: readonly Family[] = ['oracle', 'db2', 'custom'];

export default defineRule({
	id: 'rds/replica-mode',
	title: 'The mode of a replica is one that its engine has',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html',
	on: INSTANCE,
	fixes: 'fix',
	review(database, _design, report) {
		const family = familyOf(database);
		for (const mode of database.at('ReplicaMode').alternatives) {
			if (!written(mode)) continue;
			const wrong = mode.is(...MODES) === 'no'
				? `A replica is open-read-only or mounted; ${mode.string ?? mode.label} is no mode that RDS knows.`
				: family && !ENGINES.includes(family) ? `Replicas of ${ENGINE_NAMES[family]} have no mode; only Oracle and Db2 have one.` : undefined;
			if (wrong) report(mode, wrong, { fix: { title: `Take the replica mode from ${database.name}`, change: change => change.remove(mode) } });
		}
	},
});
