import type { Resource } from '../../engine/model/resource.ts';
import { isDevelopment } from '../../engine/queries/environment.ts';
import { type FixSpec, defineRule } from '../../engine/review/rule.ts';
import { isManagedStorage } from './facts.ts';

export default defineRule({
	id: 'redshift/single-zone',
	title: 'A warehouse outlives the failure of its zone',
	severity: 'information',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-multi-az.html',
	on: 'AWS::Redshift::Cluster',
	fixes: 'choice',
	review(cluster, _design, report) {
		if (!isManagedStorage(cluster.at('NodeType').string) || isDevelopment(cluster)) return;
		if (cluster.at('AvailabilityZoneRelocation').exists !== 'no' && cluster.at('AvailabilityZoneRelocation').is(true) !== 'no') return;
		for (const zones of cluster.at('MultiAZ').alternatives) {
			if (zones.is(true) !== 'no') continue;
			report(zones, `${cluster.name} lives in one zone, and stops with it; its ${cluster.at('NodeType').string} nodes keep their data where every zone of the region reaches it.`, { fix: ways(cluster) });
		}
	},
});

/** Multi-AZ needs several nodes in each zone and encryption, moving a private address: https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-recovery.html */
function ways(cluster: Resource): readonly FixSpec[] {
	const nodes = cluster.at('NumberOfNodes').number ?? 1;
	const double: FixSpec = { title: `Run ${cluster.name} in two zones`, effect: 'changes behaviour', change: change => change.set(cluster, 'MultiAZ', true) };
	const move: FixSpec = { title: `Let Redshift move ${cluster.name} to another zone`, effect: 'changes behaviour', change: change => change.set(cluster, 'AvailabilityZoneRelocation', true) };
	return [
		...(nodes > 1 && cluster.at('Encrypted').is(true) === 'yes' ? [double] : []),
		...(cluster.at('PubliclyAccessible').is(false) === 'yes' ? [move] : []),
	];
}
