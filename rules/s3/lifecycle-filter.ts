import { listed } from '../../engine/model/listed.ts';
import type { Property } from '../../engine/model/resource.ts';
import { lifecycleRules, ruleName } from '../../engine/queries/lifecycle.ts';
import { type ChangeBuilder, type Report, defineRule } from '../../engine/review/rule.ts';

const PREDICATES = ['Prefix', 'Tag', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan', 'And'] as const;

export default defineRule({
	id: 's3/lifecycle-filter',
	title: 'The filter of a lifecycle rule can be understood',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRuleFilter.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		for (const rule of lifecycleRules(bucket)) {
			twoPrefixes(rule, report);
			for (const filter of rule.at('Filter').alternatives) severalPredicates(rule, filter, report);
			sizes(rule, report);
		}
	},
});

/** The provider leaves out what is empty. */
function says(property: Property): boolean {
	return property.exists === 'yes' && property.scalar !== '' && property.scalar !== 0;
}

function twoPrefixes(rule: Property, report: Report): void {
	const own = rule.at('OwnPrefix').alternatives.find(says);
	const filter = own && rule.at('Filter').alternatives.find(one => one.exists === 'yes' && one.together(own));
	if (!own || !filter) return;
	report(own, `${ruleName(rule).replace('rule', 'Rule')} has a prefix of its own beside its filter; S3 takes one of them.`, {
		related: [filter],
		fix: [
			{ title: 'Keep the filter', change: change => change.remove(own) },
			{ title: 'Keep the prefix', change: change => change.remove(filter) },
		],
	});
}

function severalPredicates(rule: Property, filter: Property, report: Report): void {
	const written = PREDICATES.map(name => filter.at(name)).filter(says);
	const second = written[1];
	if (!second) return;
	const names = written.map(one => one.label);
	report(second, `The filter of ${ruleName(rule)} has ${listed(names)}; S3 takes one, and several only within "and".`, {
		key: true,
		related: written.filter(one => one !== second),
	});
}

function sizes(rule: Property, report: Report): void {
	for (const above of rule.at('ObjectSizeGreaterThan').alternatives) {
		for (const below of rule.at('ObjectSizeLessThan').alternatives) {
			const [from, to] = [above.number, below.number];
			if (from === undefined || to === undefined || to > from || !above.together(below)) continue;
			report(below, `In ${ruleName(rule)} objects are larger than ${from} and smaller than ${to} bytes; no object is, and S3 rejects the rule.`, {
				related: [above],
				fix: [
					...(to < from ? [{ title: 'Exchange the two sizes', change: (change: ChangeBuilder) => void change.set(above, to).set(below, from) }] : []),
					{ title: `Remove ${below.label}`, change: change => change.remove(below) },
					{ title: `Remove ${above.label}`, change: change => change.remove(above) },
				],
			});
		}
	}
}
