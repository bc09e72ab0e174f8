import { defineRule } from '../../engine/review/rule.ts';
import { SETTINGS, engines } from './facts.ts';

export default defineRule({
	id: 'athena/engine-retired',
	title: 'Workgroups ask for an engine that Athena still runs',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: engines.source,
	on: 'AWS::Athena::WorkGroup',
	fixes: 'fix',
	review(workgroup, _design, report) {
		const { retired, current } = engines.table;
		for (const engine of workgroup.at(`${SETTINGS}.EngineVersion.SelectedEngineVersion`).alternatives) {
			if (engine.is(...retired) !== 'yes') continue;
			report(engine, `${workgroup.name} asks for ${engine.scalar}, which Athena no longer runs (as of ${engines.asOf}); ${current} is what there is.`, {
				fix: { title: `Use ${current}`, change: change => change.set(engine, current) },
			});
		}
	},
});
