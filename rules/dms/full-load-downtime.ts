import { defineRule } from '../../engine/review/rule.ts';
import { TASKS, endpointsOf, migrationType } from './facts.ts';

export default defineRule({
	id: 'dms/full-load-downtime',
	title: 'A load does not need the source to stand still',
	severity: 'information',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Task.CDC.html',
	on: TASKS,
	fixes: 'fix',
	review(task, _design, report) {
		const { source } = endpointsOf(task);
		// DMS has no change capture from Azure SQL Database, and files do not change under it.
		if (source && source.at('EngineName').is('azuredb', 's3') !== 'no') return;
		const effect = task.type === 'AWS::DMS::ReplicationTask' ? 'replaces the resource' : 'changes behaviour';
		for (const type of migrationType(task).alternatives) {
			if (type.is('full-load') !== 'yes') continue;
			report(type, `${task.name} copies what is there when it begins: what changes in ${source?.name ?? 'the source'} until it is done is lost, unless nobody writes meanwhile.`, {
				fix: {
					title: 'Load, and go on with changes', effect, change: change => change.set(type, 'full-load-and-cdc'),
				},
			});
		}
	},
});
