import { defineRule } from '../../engine/review/rule.ts';
import { hasOrigin, INSTANCE, standsAlone } from './facts.ts';

export default defineRule({
	id: 'rds/default-parameter-group',
	title: 'A database has a parameter group of its own',
	severity: 'hint',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html',
	on: INSTANCE,
	review(database, _design, report) {
		if (standsAlone(database) !== 'yes' || hasOrigin(database) !== 'no') return;
		for (const group of database.at('DBParameterGroupName').alternatives) {
			const usual = /^default\./.test(group.string ?? '');
			if (group.exists !== 'no' && !usual) continue;
			report(group, `${database.name} runs with ${usual ? group.string : 'the default parameter group'}, which cannot be changed: the first parameter that must be set takes another group and a restart.`);
		}
	},
});
