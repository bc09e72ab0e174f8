import type { Architecture } from '../../engine/model/architecture.ts';
import type { Property } from '../../engine/model/resource.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Redundancy, redundanciesIn } from '../../engine/policy/redundancy.ts';
import { across } from '../../engine/policy/scenarios.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'policy/redundant',
	title: 'Policies say everything once',
	severity: 'hint',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
	on: policyTypes(),
	fixes: 'fix',
	review(resource, design, report) {
		for (const { document } of policiesIn(resource)) {
			for (const [found, when] of across(document, redundanciesIn, ({ property }) => property.path)) {
				const { property, kind, by } = found;
				// Where it is so under a condition only, or where what covers it is written elsewhere and may be used without it, it stays.
				if (describeWhen(when, property) !== '' || typeof property.path.at(-1) !== 'number' || !areTogether(property, by.property, design)) continue;
				report(property, `${said(found)}.`, {
					tags: ['unnecessary'], related: [{ at: by.property, message: 'it is covered here' }],
					fix: { title: `Remove the ${kind}`, change: change => change.remove(property) },
				});
			}
		}
	},
});

function said({ kind, text, by, freely }: Redundancy): string {
	const limit = freely ? ', without its condition' : '';
	if (kind !== 'statement' && 'pattern' in by) return by.pattern.text === text ? `${text} is in the list twice` : `${text} is covered by ${by.pattern.text} in the same list`;
	const other = 'actions' in by && by.sid ? `the statement ${by.sid}` : 'another statement';
	return kind === 'statement' ? `All that ${text === '' ? 'this statement' : text} says, ${other} says already${limit}` : `${text} is covered by ${other}${limit}`;
}

/** Both are written in one block (a resource, a document), and not at one place of it that is used twice. */
function areTogether({ site: one }: Property, { site: other }: Property, design: Architecture): boolean {
	if (one.uri !== other.uri || (one.range.start === other.range.start && one.range.end === other.range.end)) return false;
	return [...design.blocks.values()].some(({ uri, range }) => uri === one.uri && [one, other].every(site => range.start <= site.range.start && site.range.end <= range.end));
}
