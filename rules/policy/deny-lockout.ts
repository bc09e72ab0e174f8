import { type TextPart, both, either } from '../../engine/model/value.ts';
import { deniesIn } from '../../engine/policy/access.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Element, type Scenario, relevant, union } from '../../engine/policy/document.ts';
import { pattern, unionCovers } from '../../engine/policy/patterns.ts';
import { canonical } from '../../engine/policy/texts.ts';
import { bucketOf } from '../../engine/queries/bucket-policy.ts';
import { type PlacedPolicy, policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { subjectName } from '../../engine/queries/policy-subject.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { REWRITING } from './facts/outsiders.ts';

/** Access points and keys: of the former the bucket's policy says who may, of the latter `kms/key-policy-lockout`. */
const ELSEWHERE = new Set(['AWS::S3::AccessPoint', 'AWS::S3::MultiRegionAccessPointPolicy', 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey']);

export default defineRule({
	id: 'policy/deny-lockout',
	title: 'Somebody can change the policy again',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html',
	on: policyTypes('resource').filter(type => !ELSEWHERE.has(type)),
	review(resource, design, report) {
		for (const policy of policiesIn(resource, 'resource')) {
			const { frees, rootEscapes } = REWRITING[policy.home.service ?? ''] ?? {};
			if (!frees) continue;
			const { scenarios } = policy.document;
			const answers = scenarios.map(scenario => ({ scenario, answer: either(...targetsOf(policy, scenario).map(target => both(...frees.map(action => deniesIn(scenario, { action, resource: target }))))) }));
			design.undecided(answers.some(({ answer }) => answer === 'maybe'));
			const locked = answers.filter(({ answer }) => answer === 'yes').map(({ scenario }) => scenario);
			const denied = locked[0] && denialsIn(locked[0], frees);
			const [first, ...others] = denied ?? [];
			if (!first) continue;
			const when = describeWhen(relevant(locked.map(one => one.when), scenarios), first.property);
			const name = subjectName(resource), actions = frees.join(' and ');
			report(first.property, rootEscapes
				? `Everyone is denied ${actions}: only the root user of the account can ever change or delete the policy of ${name} again${when}.`
				: `Everyone is denied ${actions}, the root user too: nobody can ever change or delete the policy of ${name} again${when}.`, {
				related: others.map(one => one.property), ...(rootEscapes && { severity: 'warning' }),
			});
		}
	},
});

/** Resources of which a denial may speak: the policy's own. */
function targetsOf({ document, home }: PlacedPolicy, { statements }: Scenario): readonly (string | readonly TextPart[])[] {
	if (home.service === 's3') return [bucketOf(document.property.resource, document)?.arn].filter(arn => arn !== undefined);
	const items = statements.filter(({ effect, resources }) => effect === 'Deny' && !resources.negated).flatMap(({ resources }) => resources.items);
	return items.filter(({ pattern }) => !/\/(index|stream)\//.test(pattern.text)).map(({ pattern, property }) => (pattern.text === '*' ? '*' : canonical(property))).filter(target => target !== undefined);
}

/** The actions by which they are denied, in the order of the text. */
function denialsIn({ statements }: Scenario, frees: readonly string[]): readonly Element[] {
	const denying = statements.filter(({ effect, conditions }) => effect === 'Deny' && conditions.clauses.length === 0);
	return denying.flatMap(({ actions }) => {
		const covering = (patterns: ReturnType<typeof union>) => frees.some(action => unionCovers(patterns, { negated: false, patterns: [pattern(action, { fold: true })], open: false }) === 'yes');
		if (actions.negated) return covering(union(actions)) ? [{ pattern: pattern('*'), property: actions.property }] : [];
		return actions.items.filter(item => covering({ negated: false, patterns: [item.pattern], open: false }));
	});
}
