import { GLOBAL_TABLE, isStrong, replicasOf } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dynamodb/global-stream',
	title: 'Replicas are fed by a stream of new and old images',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-globaltable-streamspecification.html',
	on: GLOBAL_TABLE,
	fixes: 'fix',
	review(table, _design, report) {
		const { list } = replicasOf(table);
		if (list.length < 2 || isStrong(table) !== 'no') return;
		for (const view of table.at('StreamSpecification.StreamViewType').alternatives) {
			if (view.is('NEW_AND_OLD_IMAGES') !== 'no') continue;
			const state = view.exists === 'yes' ? `a stream that shows ${view.scalar}` : 'no stream';
			report(view, `${table.name} has ${list.length} replicas and ${state}; its changes travel between the regions as NEW_AND_OLD_IMAGES.`, {
				fix: { title: `Give ${table.name} a stream of new and old images`, change: change => change.set(view, 'NEW_AND_OLD_IMAGES') },
			});
		}
	},
});
