import type { Resource } from '../../engine/model/resource.ts';
import { CLUSTER, INSTANCE, familyOf, isAurora } from '../../engine/queries/db-clusters.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CLASSES } from './facts.ts';

/** Classes that every Aurora engine offers, small and not so small. */
const OFFERED = ['db.t4g.medium', 'db.r7g.large'] as const;

export default defineRule({
	id: 'aurora/instance-class',
	title: 'Instances have a class that Aurora offers',
	severity: 'error',
	pillar: 'performance',
	since: '0.1.0',
	source: CLASSES.source,
	on: INSTANCE,
	fixes: 'choice',
	review(instance, _design, report) {
		if (!inAurora(instance)) return;
		const { string: engine } = instance.at('Engine');
		for (const chosen of instance.at('DBInstanceClass').alternatives) {
			const name = chosen.string;
			if (name === undefined || !isRefused(name, engine)) continue;
			report(chosen, `${instance.name} is ${name}, a class that Aurora${familyOf(engine) ? ` ${familyOf(engine)}` : ''} does not offer (as of ${CLASSES.asOf}).`, {
				fix: OFFERED.map(offered => ({ title: `Make ${instance.name} ${offered}`, preferred: false, change: change => change.set(chosen, offered) })),
			});
		}
	},
});

function inAurora(instance: Resource): boolean {
	const engine = instance.at('Engine');
	if (engine.exists === 'yes' && engine.test(name => /^aurora/i.test(String(name))) === 'yes') return true;
	const cluster = instance.design.follow(instance.at('DBClusterIdentifier'), CLUSTER);
	return engine.exists === 'no' && cluster !== undefined && isAurora(cluster) === 'yes';
}

function isRefused(name: string, engine: string | undefined): boolean {
	if (CLASSES.table.never.test(name)) return true;
	const [, family, size] = /^db\.(t\d\w*)\.(\w+)$/.exec(name) ?? [];
	const sizes = family === undefined ? undefined : CLASSES.table.sizes[family];
	if (!sizes) return false;
	// The small one was for the first versions of Aurora MySQL.
	return !sizes.includes(size!) || (family === 't3' && size === 'small' && familyOf(engine) === 'PostgreSQL');
}
