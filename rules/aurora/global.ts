import type { Architecture } from '../../engine/model/architecture.ts';
import { listed } from '../../engine/model/listed.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { CLUSTER, familyOf, membersOf } from '../../engine/queries/db-clusters.ts';
import { sameRegion } from '../../engine/queries/regions.ts';
import { defineRule, type Report } from '../../engine/review/rule.ts';
import { GLOBAL } from './facts.ts';

const ENGINES = ['aurora-mysql', 'aurora-postgresql'] as const;
const CREDENTIALS = ['MasterUsername', 'MasterUserPassword', 'ManageMasterUserPassword'] as const;

export default defineRule({
	id: 'aurora/global',
	title: 'A global database is one that Aurora can make',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: GLOBAL.source,
	on: 'AWS::RDS::GlobalCluster',
	fixes: 'choice',
	review(global, design, report) {
		judgeEngine(global, report);
		const { primary, clusters, complete } = membersOfGlobal(global, design);
		const secondaries = clusters.length - 1;
		if (secondaries > GLOBAL.table.secondaries) {
			report(global, `${global.name} has ${secondaries} secondary clusters; Aurora allows ${GLOBAL.table.secondaries} (as of ${GLOBAL.asOf}).`, { related: clusters.slice(GLOBAL.table.secondaries + 1) });
		}
		if (clusters.length === 1 && complete && !global.multiplicity && !clusters[0]!.multiplicity) {
			report(global, `${global.name} has no secondary cluster here: the failure of its region leaves nothing to move to, unless one joins from elsewhere.`, { severity: 'hint', related: clusters });
		}
		for (const [index, cluster] of clusters.entries()) {
			const rival = clusters.slice(0, index).find(other => sameRegion(other, cluster) === 'yes' && other.properties.together(cluster.properties));
			if (rival) {
				const member = cluster.at('GlobalClusterIdentifier');
				report(member.exists === 'no' ? cluster : member, `${cluster.name} is in the same region as ${rival.name}; a global database has one cluster of each region.`, { related: [rival, global], about: cluster });
			}
			judgeClasses(cluster, global, report);
			if (primary && cluster.id !== primary.id) judgeCredentials(cluster, primary, report);
		}
	},
});

function judgeEngine(global: Resource, report: Report): void {
	for (const engine of global.at('Engine').alternatives) {
		if (engine.exists !== 'yes' || engine.is(...ENGINES) !== 'no') continue;
		const family = familyOf(engine.string);
		const wanted = family && `aurora-${family.toLowerCase()}`;
		report(engine, `${global.name} is to run ${engine.string}; global databases run ${listed(ENGINES, 'or')}.`, {
			fix: wanted ? { title: `Run ${wanted}`, effect: 'replaces the resource', change: change => change.set(engine, wanted) } : [],
		});
	}
}

/** The clusters of a global database, the primary first where it is known which one that is. */
function membersOfGlobal(global: Resource, design: Architecture): { readonly primary: Resource | undefined; readonly clusters: readonly Resource[]; readonly complete: boolean } {
	const source = design.follow(global.at('SourceDBClusterIdentifier'), CLUSTER);
	const { certain, possible } = design.pointing(CLUSTER, 'GlobalClusterIdentifier', global);
	// Where none is named, the one that brings the credentials made the database, and the first such in the text is held for it.
	const primary = source ?? certain.find(cluster => written(cluster).length > 0 && cluster.at('SourceRegion').exists === 'no');
	return { primary, clusters: [...primary ? [primary] : [], ...certain.filter(cluster => cluster.id !== primary?.id)], complete: possible.length === 0 };
}

function written(cluster: Resource): readonly Property[] {
	return CREDENTIALS.map(name => cluster.at(name)).filter(one => one.exists === 'yes' && one.is(false) !== 'yes');
}

function judgeCredentials(cluster: Resource, primary: Resource, report: Report): void {
	const given = written(cluster);
	const [first, ...rest] = given;
	if (!first || !cluster.properties.together(primary.properties)) return;
	report(first, `${cluster.name} is a secondary of ${primary.name} and brings credentials of its own; a secondary has those of the primary, and RDS refuses others.`, {
		key: true, about: cluster, related: [...rest, primary],
		fix: { title: `Remove ${listed(given.map(one => one.label))} from ${cluster.name}`, change: change => { for (const one of given) change.remove(one); } },
	});
}

function judgeClasses(cluster: Resource, global: Resource, report: Report): void {
	for (const chosen of membersOf(cluster).certain.flatMap(member => member.at('DBInstanceClass').alternatives)) {
		if (chosen.test(name => /^db\.t\d/.test(String(name))) !== 'yes') continue;
		report(chosen, `${chosen.resource.name} is ${chosen.string}, and its cluster ${cluster.name} belongs to the global database ${global.name}, which takes memory-optimised classes only.`, {
			about: chosen.resource, related: [global],
			fix: { title: `Make ${chosen.resource.name} db.r7g.large`, preferred: false, change: change => change.set(chosen, 'db.r7g.large') },
		});
	}
}
