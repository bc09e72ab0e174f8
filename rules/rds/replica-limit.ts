import { defineRule } from '../../engine/review/rule.ts';
import { ENGINE_NAMES, familyOf, INSTANCE, isReplica, REPLICAS } from './facts.ts';

export default defineRule({
	id: 'rds/replica-limit',
	title: 'A source has no more replicas than RDS allows',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: REPLICAS.source,
	on: INSTANCE,
	review(source, design, report) {
		const family = familyOf(source);
		const most = family && REPLICAS.table[family];
		if (most === undefined) return;
		const replicas = design.pointing(INSTANCE, 'SourceDBInstanceIdentifier', source).certain.filter(one => isReplica(one) === 'yes' && one.when.length === source.when.length);
		let count = 0;
		for (const replica of replicas) {
			const before = count;
			count += replica.instances ?? 1;
			if (before > most || count <= most) continue;
			const all = replicas.reduce((sum, one) => sum + (one.instances ?? 1), 0);
			report(replica.at('SourceDBInstanceIdentifier'), `${source.name} has ${all} read replicas; RDS allows ${most} for ${ENGINE_NAMES[family!]} (as of ${REPLICAS.asOf}).`, { related: [source], about: replica });
			return;
		}
	},
});
