/** Clusters of Amazon RDS: which of them are Aurora's, and which instances belong to one. */
import type { Pointing } from '../model/architecture.ts';
import type { Resource } from '../model/resource.ts';
import { type Answer, not } from '../model/value.ts';

export const CLUSTER = 'AWS::RDS::DBCluster';
export const INSTANCE = 'AWS::RDS::DBInstance';

/**
 * Whether a cluster is Aurora's and not a Multi-AZ cluster of RDS. Where the engine does not tell, the class does: every Multi-AZ
 * cluster needs one, and none of Aurora's may have it. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
 */
export function isAurora(cluster: Resource): Answer {
	const engine = cluster.at('Engine');
	if (engine.exists === 'yes') {
		const told = engine.test(name => /^aurora/i.test(String(name)));
		if (told !== 'maybe') return told;
	}
	return not(cluster.at('DBClusterInstanceClass').exists);
}

export type Family = 'MySQL' | 'PostgreSQL';

/** The family of an engine by its name: of Aurora's engines and of those of RDS. `aurora` was the first Aurora MySQL. */
export function familyOf(engine: string | undefined): Family | undefined {
	const name = engine?.toLowerCase();
	if (name === undefined) return undefined;
	return /^aurora(-mysql)?$|^mysql$|^mariadb$/.test(name) ? 'MySQL' : /^(aurora-)?postgres(ql)?$/.test(name) ? 'PostgreSQL' : undefined;
}

/** The instances that belong to a cluster. */
export function membersOf(cluster: Resource): Pointing {
	return cluster.design.pointing(INSTANCE, 'DBClusterIdentifier', cluster);
}

/** How many instances a cluster is certain to have, and whether there may be more. */
export function memberCount(cluster: Resource): { readonly least: number; readonly complete: boolean } {
	const { certain, possible } = membersOf(cluster);
	const counts = certain.map(member => (member.multiplicity && member.instances === undefined ? undefined : member.instances ?? 1));
	return {
		least: counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
		complete: possible.length === 0 && !counts.includes(undefined),
	};
}
