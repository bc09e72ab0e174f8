import { CLUSTER, INSTANCE, isAurora, memberCount, membersOf } from '../../engine/queries/db-clusters.ts';
import { environmentOf } from '../../engine/queries/environment.ts';
import type { Draft } from '../../engine/model/change.ts';
import { both } from '../../engine/model/value.ts';
import { type FixSpec, defineRule, refer } from '../../engine/review/rule.ts';
import type { Resource } from '../../engine/model/resource.ts';

export default defineRule({
	id: 'aurora/single-instance',
	title: 'A cluster has an instance to fail over to',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
	on: CLUSTER,
	fixes: 'choice',
	review(cluster, _design, report) {
		const { least, complete } = memberCount(cluster);
		// The retired serverless clusters have no instances, a secondary of a global database may have none.
		const whole = both(isAurora(cluster), cluster.at('EngineMode').is('provisioned')) === 'yes' && !cluster.partial;
		if (!whole || !complete || least > 1 || cluster.at('GlobalClusterIdentifier').exists !== 'no') return;
		const [writer] = membersOf(cluster).certain;
		const environment = environmentOf(cluster);
		const development = environment?.kind === 'development';
		const what = writer && least === 1 ? `${cluster.name} has one instance, ${writer.name}: when it fails, the database is away until RDS has made another, ten minutes and more`
			: `${cluster.name} has no instance in this design: there is nothing to connect to and nothing to fail over to`;
		report(cluster, `${what}.${development ? ` It is held for a sandbox, for ${environment.sign}.` : ''}`, {
			...(development && { severity: 'hint' as const }),
			related: writer ? [writer] : [],
			fix: writer && least === 1 ? addReader(cluster, writer) : [],
		});
	},
});

function addReader(cluster: Resource, writer: Resource): readonly FixSpec[] {
	const engine = writer.at('Engine').string ?? cluster.at('Engine').string;
	const chosen = writer.at('DBInstanceClass').string;
	if (!engine || writer.when.length > cluster.when.length) return [];
	const reader = (name: string): FixSpec => ({
		title: `Add a reader of the class ${name}`, preferred: false,
		change: change => change.add(INSTANCE, `${cluster.name}Reader`, writer, {
			DBClusterIdentifier: refer(cluster), DBInstanceClass: name, Engine: engine, ...(writer.at('PubliclyAccessible').exists === 'yes' && { PubliclyAccessible: false as Draft }),
		}),
	});
	return chosen ? [reader(chosen)] : [];
}
