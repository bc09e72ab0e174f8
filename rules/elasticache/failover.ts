import type { Property, Resource } from '../../engine/model/resource.ts';
import { type NodeCount, inherits, isSharded, nodesPerShard, shardedBy } from '../../engine/queries/caches.ts';
import { environmentOf } from '../../engine/queries/environment.ts';
import { type ChangeBuilder, type FixSpec, type Report, defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'elasticache/failover',
	title: 'A replica takes over when the primary node fails',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
	on: 'AWS::ElastiCache::ReplicationGroup',
	fixes: 'fix',
	review(group, _design, report) {
		if (inherits(group) !== 'no') return;
		const count = nodesPerShard(group), sharded = isSharded(group), zones = group.at('MultiAZEnabled');
		for (const failover of group.at('AutomaticFailoverEnabled').alternatives) {
			if (failover.is(true) === 'no') switchedOff(group, failover, count, report);
			else if (failover.is(true) === 'yes' && sharded === 'no' && count && count.nodes < 2 && count.said.together(failover)) alone(group, failover, count, report);
			else if (failover.is(true) === 'yes') oneZone(group, failover, count, report);
		}
		// A shard may be alone, but not in several zones at once; what fails over is told above.
		for (const several of zones.alternatives) {
			if (several.is(true) !== 'yes' || sharded !== 'yes' || !count || count.nodes > 1 || !count.said.together(several)) continue;
			report(several, `${group.name} is to spread each shard over several zones, and its shards have one node; ElastiCache requires a replica.`, {
				severity: 'error', related: [count.said], fix: addReplica(group, count, several),
			});
		}
	},
});

function switchedOff(group: Resource, failover: Property, count: NodeCount | undefined, report: Report): void {
	const turnOn: FixSpec = { title: `Let ${group.name} fail over`, change: change => { change.set(failover, true); if ((count?.nodes ?? 0) > 1) spread(group, failover, change); } };
	const zones = group.at('MultiAZEnabled').alternatives.find(one => one.is(true) === 'yes' && one.together(failover));
	const shards = shardsBeside(group, failover);
	if (zones) {
		report(failover, `${group.name} has Multi-AZ without automatic failover; ElastiCache refuses the one without the other.`, { severity: 'error', related: [zones], fix: turnOn });
	} else if (shards) {
		report(failover, `${group.name} spreads its data over shards and does not fail over automatically; ElastiCache requires that with cluster mode.`, { severity: 'error', related: [shards], fix: turnOn });
	} else if (count && count.nodes > 1 && count.said.together(failover)) {
		report(failover, `${group.name} has no automatic failover: its ${count.nodes} nodes hold copies, and none takes over when the primary fails.`, { fix: turnOn });
	} else if (count?.said.together(failover) && isSharded(group) === 'no') {
		const sandbox = environmentOf(group);
		const development = sandbox?.kind === 'development';
		report(failover, `${group.name} has no automatic failover: its only node takes all data with it when it fails${development ? ` (${sandbox.sign})` : ''}.`, {
			severity: development ? 'hint' : 'warning',
			fix: {
				title: `Add a replica to ${group.name} that takes over`, effect: 'changes behaviour',
				change: change => { addReplica(group, count, failover).change(change); change.set(failover, true); },
			},
		});
	}
}

/** What says that the group has shards where this value stands. */
function shardsBeside(group: Resource, failover: Property): Property | undefined {
	return [
		...group.at('NumNodeGroups').alternatives.filter(one => one.test(number => Number(number) > 1) === 'yes'),
		...group.at('ClusterMode').alternatives.filter(one => one.is('enabled') === 'yes'),
		...group.at('CacheParameterGroupName').alternatives.filter(one => shardedBy(one) === 'yes'),
		...group.at('NodeGroupConfiguration').alternatives.filter(one => one.items.length > 1),
	].find(one => one.together(failover));
}

function alone(group: Resource, failover: Property, count: NodeCount, report: Report): void {
	const written = count.said.exists === 'yes';
	report(written ? count.said : failover, `${group.name} is to fail over to a replica and has ${written ? count.nodes : 'only one'} node; ElastiCache requires two.`, {
		severity: 'error', related: written ? [failover] : [], fix: addReplica(group, count, failover),
	});
}

function oneZone(group: Resource, failover: Property, count: NodeCount | undefined, report: Report): void {
	for (const zones of group.at('MultiAZEnabled').alternatives) {
		if (zones.is(true) !== 'no' || !zones.together(failover) || !count || count.nodes < 2) continue;
		report(zones, `${group.name} fails over, but without Multi-AZ its ${count.nodes} nodes can stand in one zone and be lost together.`, {
			related: [failover], fix: { title: `Spread ${group.name} over several zones`, change: change => change.set(zones, true) },
		});
	}
}

function addReplica(group: Resource, { said }: NodeCount, beside: Property): FixSpec {
	const replicas = said.name === 'NumCacheClusters' ? 2 : 1;
	return { title: `Give ${group.name} a replica`, effect: 'changes behaviour', change: change => { change.set(said, replicas); spread(group, beside, change); } };
}

/** Nodes that take over from one another stand in several zones. */
function spread(group: Resource, beside: Property, change: ChangeBuilder): void {
	for (const zones of group.at('MultiAZEnabled').alternatives) if (zones.is(true) === 'no' && zones.together(beside)) change.set(zones, true);
}
