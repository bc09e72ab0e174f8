import { readPolicy, type Statement } from '../../engine/policy/document.ts';
import { OWN_ACCOUNT } from '../../engine/policy/drafts.ts';
import { literal } from '../../engine/policy/patterns.ts';
import type { Principal } from '../../engine/policy/principals.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { EVENT_SOURCE } from './facts.ts';

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
				fix: { title: 'Permit it for this account only', effect: 'changes behaviour', change: change => change.set(account, OWN_ACCOUNT) },
			});
			return;
		}
		const seen = new Set<string>();
		for (const scenario of readPolicy(resource.at('PolicyDocument'))?.scenarios ?? []) {
			if (scenario.open || scenario.statements.some(deniesByOrigin)) continue;
			for (const statement of scenario.statements) {
				const place = serviceOf(statement)?.property;
				if (!place || seen.has(place.pathText)) continue;
				seen.add(place.pathText);
				const conditions = statement.property.at('Condition');
				// A condition would hold for all that the statement lets in.
				const alone = statement.principals!.items.length === 1 && !statement.principals!.open;
				report(place, `S3 may send here for any bucket of any account: this statement of ${resource.name} names neither a source account nor a source ARN.`, {
					...(alone && { fix: { title: 'Allow it for this account only', effect: 'changes behaviour', change: change => change.set(conditions, 'StringEquals', { 'aws:SourceAccount': OWN_ACCOUNT }) } }),
				});
			}
		}
	},
});

/** The service, where a statement lets it in without a word on whose bucket it is. */
function serviceOf({ effect, principals, conditions }: Statement): Principal | undefined {
	if (effect !== 'Allow' || !principals || principals.negated || conditions.open || conditions.clauses.length > 0) return undefined;
	return principals.items.find(one => one.kind === 'service' && literal(one.pattern) === EVENT_SOURCE);
}

/** A denial can say whose buckets are meant, for all that is allowed. */
function deniesByOrigin({ effect, conditions }: Statement): boolean {
	return effect !== 'Allow' && (conditions.open || conditions.clauses.some(clause => clause.key.startsWith('aws:source')));
}
