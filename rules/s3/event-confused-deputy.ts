import type { Property } from '../../engine/model/resource.ts';
import { readPolicy, type Statement } from '../../engine/policy/document.ts';
import { literal } from '../../engine/policy/patterns.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { EVENT_SOURCE } from './facts.ts';

const ACCOUNT = { '#text': [{ '#pseudo': 'AWS::AccountId' as const }] };

export default defineRule({
	id: 's3/event-confused-deputy',
	title: 'S3 may deliver events of known buckets only',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
	on: ['AWS::Lambda::Permission', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'],
	fixes: 'fix',
	review(resource, design, report) {
		if (resource.type === 'AWS::Lambda::Permission') {
			const principal = resource.at('Principal');
			const account = resource.at('SourceAccount');
			if (principal.is(EVENT_SOURCE) !== 'yes' || account.exists !== 'no' || resource.at('SourceArn').exists !== 'no') return;
			const target = design.follow(resource.at('FunctionName'), 'AWS::Lambda::Function');
			report(principal, `S3 may invoke ${target?.name ?? 'this function'} for any bucket of any account: ${resource.name} names neither a source account nor a source ARN.`, {
				fix: { title: 'Permit it for this account only', change: change => change.set(account, ACCOUNT) },
			});
			return;
		}
		const seen = new Set<string>();
		for (const statement of readPolicy(resource.at('PolicyDocument'))?.scenarios.flatMap(scenario => scenario.statements) ?? []) {
			const place = principalOf(statement);
			if (!place || seen.has(place.pathText)) continue;
			seen.add(place.pathText);
			const conditions = statement.property.at('Condition');
			report(place, `S3 may send here for any bucket of any account: this statement of ${resource.name} names neither a source account nor a source ARN.`, {
				fix: { title: 'Allow it for this account only', change: change => change.set(conditions, 'StringEquals', { 'aws:SourceAccount': ACCOUNT }) },
			});
		}
	},
});

/** Where a statement lets S3 in without a word on whose bucket it is. */
function principalOf({ effect, principals, conditions }: Statement): Property | undefined {
	if (effect !== 'Allow' || !principals || principals.negated || conditions.open || conditions.clauses.length > 0) return undefined;
	return principals.items.find(one => one.kind === 'service' && literal(one.pattern) === EVENT_SOURCE)?.property;
}
