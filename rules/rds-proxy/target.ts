import type { Architecture } from '../../engine/model/architecture.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { CLUSTER, INSTANCE } from '../../engine/queries/db-clusters.ts';
import { PROXY, TARGETS } from '../../engine/queries/db-proxies.ts';
import { defineRule, type FixSpec, refer, type Report } from '../../engine/review/rule.ts';
import { FAMILIES } from './facts.ts';

const KINDS = [['DBClusterIdentifiers', CLUSTER], ['DBInstanceIdentifiers', INSTANCE]] as const;

export default defineRule({
	id: 'rds-proxy/target',
	title: 'A proxy has one database behind it',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbproxytargetgroup.html',
	on: [PROXY, TARGETS],
	fixes: 'choice',
	review(resource, design, report) {
		if (resource.type === TARGETS) return judgeGroup(resource, design, report);
		const { certain, possible } = design.pointing(TARGETS, 'DBProxyName', resource);
		// A proxy that somebody else gives its target is referred to by its name from there.
		if (certain.length > 0 || possible.length > 0 || resource.multiplicity || resource.partial) return undefined;
		return report(resource, `${resource.name} has no target group: it accepts connections and has no database to pass them to.`, {
			fix: candidates(resource, design).map(([property, database]): FixSpec => ({
				title: `Put ${resource.name} before ${database.name}`, preferred: false,
				change: change => change.add(TARGETS, `${resource.name}Targets`, resource, { DBProxyName: refer(resource), TargetGroupName: 'default', [property]: [refer(database)] }),
			})),
		});
	},
});

function judgeGroup(group: Resource, design: Architecture, report: Report): void {
	const [clusters, instances] = KINDS.map(([name]) => group.at(name)) as [ReturnType<Resource['at']>, ReturnType<Resource['at']>];
	const proxy = design.follow(group.at('DBProxyName'), PROXY);
	const known = [clusters, instances].every(list => list.exists !== 'maybe' && list.items.complete === 'yes');
	if (!known || group.partial) return;
	const counts = [clusters, instances].map(list => list.items.length);
	if (counts.every(count => count > 0)) {
		if (!clusters.together(instances)) return;
		report(instances, `${proxy?.name ?? group.name} is put before a cluster and an instance; a proxy has one database, and RDS refuses the second.`, {
			key: true, related: [clusters],
			fix: [instances, clusters].map((list, index) => ({
				title: `Keep the ${index === 0 ? 'cluster' : 'instance'} alone`, preferred: false, effect: 'changes behaviour' as const, change: change => change.remove(list),
			})),
		});
	} else if (counts.every(count => count === 0) && !group.multiplicity) {
		report(group, `${proxy?.name ?? group.name} has no database behind it: its target group names neither a cluster nor an instance.`, {
			related: proxy ? [proxy] : [],
			fix: candidates(proxy, design).map(([property, database]) => ({
				title: `Put it before ${database.name}`, preferred: false, change: change => change.append(group, property, refer(database)),
			})),
		});
	}
}

/** The databases that the proxy can stand before: clusters, and instances that belong to none. */
function candidates(proxy: Resource | undefined, design: Architecture): readonly (readonly [property: string, database: Resource])[] {
	const family = proxy?.at('EngineFamily').string?.toUpperCase();
	return KINDS.flatMap(([property, type]) => design.all(type)
		.filter(one => !one.multiplicity && one.when.length === 0 && (type === CLUSTER || one.at('DBClusterIdentifier').exists === 'no'))
		.filter(one => family === undefined || FAMILIES.table[one.at('Engine').string?.toLowerCase() ?? ''] === family)
		.map(database => [property, database] as const)).slice(0, 3);
}
