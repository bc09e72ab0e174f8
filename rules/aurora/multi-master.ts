import { CLUSTER } from '../../engine/queries/db-clusters.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { MODES } from './facts.ts';

export default defineRule({
	id: 'aurora/multi-master',
	title: 'Clusters name no engine mode that Aurora has given up',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: MODES.source,
	on: CLUSTER,
	fixes: 'fix',
	review(cluster, _design, report) {
		for (const mode of cluster.at('EngineMode').alternatives) {
			const name = mode.string?.toLowerCase();
			const why = name !== undefined && Object.hasOwn(MODES.table, name) ? MODES.table[name] : undefined;
			if (!why) continue;
			report(mode, `${cluster.name} asks for the engine mode ${mode.string}, which Aurora refuses (as of ${MODES.asOf}): ${why}.`, {
				fix: { title: `Make ${cluster.name} a provisioned cluster`, effect: 'replaces the resource', change: change => change.set(mode, 'provisioned') },
			});
		}
	},
});
