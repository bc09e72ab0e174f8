import { TABLES } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { STREAM_VIEWS } from './facts.ts';

export default defineRule({
	id: 'dynamodb/stream-view',
	title: 'A stream shows one of four views of a change',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html',
	on: TABLES,
	fixes: 'fix',
	review(table, _design, report) {
		for (const view of table.at('StreamSpecification.StreamViewType').alternatives) {
			if (view.exists !== 'yes' || view.is(...STREAM_VIEWS) !== 'no') continue;
			const meant = nearest(String(view.scalar));
			report(view, `${view.scalar} is no view of a stream; ${table.name} can show KEYS_ONLY, NEW_IMAGE, OLD_IMAGE or NEW_AND_OLD_IMAGES.`, {
				fix: { title: `Show ${meant}`, change: change => change.set(view, meant) },
			});
		}
	},
});

/** The view whose words the text has: all words of both images, else of one. */
function nearest(text: string): string {
	const has = (word: string) => text.toUpperCase().includes(word);
	if (has('KEY')) return 'KEYS_ONLY';
	return has('NEW') === has('OLD') ? 'NEW_AND_OLD_IMAGES' : has('NEW') ? 'NEW_IMAGE' : 'OLD_IMAGE';
}
