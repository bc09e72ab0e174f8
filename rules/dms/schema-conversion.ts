import { defineRule } from '../../engine/review/rule.ts';
import { FAMILIES, TASKS, endpointsOf } from './facts.ts';

export default defineRule({
	id: 'dms/schema-conversion',
	title: 'Who changes the engine converts the schema',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_SchemaConversion.html',
	on: TASKS,
	review(task, design, report) {
		const { source, target } = endpointsOf(task);
		const [from, to] = [source, target].map(one => FAMILIES[one?.at('EngineName').string ?? '']);
		// A project of schema conversion in the design is the answer.
		if (!source || !target || !from || !to || from === to || design.all('AWS::DMS::MigrationProject').length > 0) return;
		report(task.at('TargetEndpointArn'), `${task.name} moves rows from ${from} (${source.name}) to ${to} (${target.name}); DMS makes tables and primary keys there, and no views, procedures, triggers or other indexes.`, {
			related: [source, target],
		});
	},
});
