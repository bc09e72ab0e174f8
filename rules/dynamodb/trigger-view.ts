import { draftOf } from '../../engine/model/draft.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { listed } from '../../engine/model/listed.ts';
import { GLOBAL_TABLE } from '../../engine/queries/tables.ts';
import { MAPPING, tableOf } from '../../engine/queries/triggers.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** The images of an item that each view carries. */
const CARRIED: Readonly<Record<string, readonly string[]>> = { KEYS_ONLY: [], NEW_IMAGE: ['NewImage'], OLD_IMAGE: ['OldImage'], NEW_AND_OLD_IMAGES: ['NewImage', 'OldImage'] };

export default defineRule({
	id: 'dynamodb/trigger-view',
	title: 'A stream carries the images that its consumers ask about',
	severity: 'warning',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html',
	on: MAPPING,
	fixes: 'choice',
	review(mapping, _design, report) {
		for (const source of mapping.at('EventSourceArn').alternatives) {
			const table = tableOf(source);
			const view = table?.at('StreamSpecification.StreamViewType');
			const carried = CARRIED[view?.string ?? ''];
			if (!table || !view || !carried) continue;
			for (const pattern of mapping.all('FilterCriteria.Filters[].Pattern')) {
				const wanted = imagesIn(pattern.value?.kind === 'map' ? draftOf(pattern) : parse(pattern.string));
				const missing = wanted.filter(image => !carried.includes(image));
				if (missing.length === 0 || !pattern.together(source)) continue;
				report(pattern, `The filter reads ${listed(missing)}, and the stream of ${table.name} shows ${view.string}: no record ever passes it.`, {
					related: [view],
					fix: viewsFor(table, [...carried, ...wanted]).map(name => ({ title: `Show ${name}`, effect: 'changes behaviour', preferred: false, change: change => change.set(view, name) })),
				});
			}
		}
	},
});

/** The views that carry so much; of a global table only the one that it needs. */
function viewsFor(table: Resource, images: readonly string[]): readonly string[] {
	const all = Object.keys(CARRIED).filter(name => images.every(image => CARRIED[name]!.includes(image)));
	return table.type === GLOBAL_TABLE ? all.filter(name => name === 'NEW_AND_OLD_IMAGES') : all;
}

function parse(text: string | undefined): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return undefined;
	}
}

/** The images that a filter asks something about in any case; alternatives (`$or`) are left alone. */
function imagesIn(filter: unknown): readonly string[] {
	const record = typeof filter === 'object' && filter !== null ? (filter as Record<string, unknown>).dynamodb : undefined;
	if (typeof record !== 'object' || record === null) return [];
	return Object.entries(record).filter(([name, value]) => (name === 'NewImage' || name === 'OldImage') && asks(value)).map(([name]) => name);
}

/** A question that something absent cannot answer: `exists: false` it can. */
function asks(value: unknown): boolean {
	return typeof value === 'object' && value !== null && !JSON.stringify(value).includes('"exists":false');
}
