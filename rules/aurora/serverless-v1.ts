import type { Property, Resource } from '../../engine/model/resource.ts';
import { CLUSTER, INSTANCE, membersOf } from '../../engine/queries/db-clusters.ts';
import { defineRule, type FixSpec, refer } from '../../engine/review/rule.ts';
import { CAPACITY, SERVERLESS_CLASS, SERVERLESS_V1_ENDED } from './facts.ts';

/** What a cluster of version 2 gets that says no capacity of its own: a judgement, not a limit of AWS's. */
const USUAL = { least: 0.5, most: 16 } as const;

export default defineRule({
	id: 'aurora/serverless-v1',
	title: 'Clusters that scale by themselves are Aurora Serverless v2',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: SERVERLESS_V1_ENDED.source,
	on: CLUSTER,
	fixes: 'fix',
	review(cluster, _design, report) {
		for (const mode of cluster.at('EngineMode').alternatives) {
			if (mode.exists !== 'yes' || mode.test(name => String(name).toLowerCase() === 'serverless') !== 'yes') continue;
			report(mode, `${cluster.name} asks for Aurora Serverless v1, which ended on ${SERVERLESS_V1_ENDED.table}: AWS makes no new cluster of it. Version 2 is a provisioned cluster with ${SERVERLESS_CLASS} instances.`, {
				fix: toVersion2(cluster, mode),
			});
		}
	},
});

function toVersion2(cluster: Resource, mode: Property): FixSpec | undefined {
	const engine = cluster.at('Engine').string;
	const old = cluster.at('ScalingConfiguration');
	const members = membersOf(cluster);
	// The first versions of the engines have no version 2, and which one to go to is not ours to choose.
	if (!engine || !hasVersion2(cluster) || mode.when.length > cluster.when.length) return undefined;
	return {
		title: `Make ${cluster.name} Aurora Serverless v2`,
		effect: 'replaces the resource',
		change: change => {
			change.set(mode, 'provisioned');
			if (old.exists !== 'no') change.remove(old);
			const most = Math.max(old.at('MaxCapacity').number ?? USUAL.most, CAPACITY.table.leastMaximum);
			if (cluster.at('ServerlessV2ScalingConfiguration').exists === 'no') {
				change.set(cluster, 'ServerlessV2ScalingConfiguration', { MinCapacity: Math.min(old.at('MinCapacity').number ?? USUAL.least, most), MaxCapacity: most });
			}
			if (members.certain.length > 0 || members.possible.length > 0) return;
			change.add(INSTANCE, `${cluster.name}Instance`, cluster, { DBClusterIdentifier: refer(cluster), DBInstanceClass: SERVERLESS_CLASS, Engine: engine });
		},
	};
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.ServerlessV2.html */
function hasVersion2(cluster: Resource): boolean {
	const version = cluster.at('EngineVersion');
	if (version.exists === 'no') return cluster.at('Engine').is('aurora') === 'no';
	const [, major, minor] = /^(\d+)(?:\.(\d+))?/.exec(version.string ?? '') ?? [];
	return version.string?.startsWith('8.') === true || Number(major) >= 14 || (major === '13' && Number(minor ?? 99) >= 6);
}
