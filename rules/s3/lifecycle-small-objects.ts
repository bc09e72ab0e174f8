import type { Property } from '../../engine/model/resource.ts';
import { lifecycleActions, lifecycleRules, ruleName } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { BILLED, LIFECYCLE_TRANSITIONS } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-small-objects',
	title: 'Objects too small for a class stay out of it',
	severity: 'warning',
	pillar: 'cost',
	since: '0.1.0',
	source: LIFECYCLE_TRANSITIONS,
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const rule of lifecycleRules(bucket)) {
			const strictest = rule.at('Status').is('Disabled') === 'yes' ? undefined : strictestOf(rule);
			if (!strictest) continue;
			const { name, bytes, small } = strictest;
			const [above, below] = [rule.at('ObjectSizeGreaterThan'), rule.at('ObjectSizeLessThan')];
			const said = (from: string) => `${ruleName(rule).replace('rule', 'Rule')} moves objects ${from} to ${name}, where one below ${bytes / 1024} KB ${small}.`;
			// Without a lower bound S3 itself leaves objects below 128 KB where they are.
			if (above.number !== undefined && above.number + 1 < bytes) {
				report(above, said(`of more than ${above.number} bytes`), {
					...(onlyMoves(rule) && { fix: { title: `Move objects of more than ${bytes} bytes only`, change: change => change.set(above, bytes) } }),
				});
			} else if (above.exists === 'no' && below.number !== undefined && below.number <= bytes) {
				report(below, said(`of less than ${below.number} bytes`));
			}
		}
	},
});

function strictestOf(rule: Property): { name: string; bytes: number; small: string } | undefined {
	const transitions = ['Transitions', 'Transition', 'NoncurrentVersionTransitions', 'NoncurrentVersionTransition'].flatMap(list => [...rule.at(list).items]);
	return transitions.flatMap(one => {
		const name = one.at('StorageClass').string?.toUpperCase() ?? '';
		const billed = BILLED.get(name);
		return billed ? [{ name, ...billed }] : [];
	}).sort((a, b) => b.bytes - a.bytes)[0];
}

/** Whether the filter decides about nothing but transitions. */
function onlyMoves(rule: Property): boolean {
	return lifecycleActions(rule).every(action => action.name.includes('Transition') || action.exists === 'no');
}
