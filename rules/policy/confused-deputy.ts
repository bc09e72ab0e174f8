import type { Draft } from '../../engine/model/change.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type PolicyDocument, type Statement, statementsOf } from '../../engine/policy/document.ts';
import { pattern } from '../../engine/policy/patterns.ts';
import { ownAccount } from '../../engine/queries/accounts.ts';
import { policiesIn } from '../../engine/queries/policies.ts';
import { oncePerPlace } from '../../engine/queries/policy-places.ts';
import { subjectName } from '../../engine/queries/policy-subject.ts';
import { defineRule, type FixSpec, type Report } from '../../engine/review/rule.ts';
import { DEPUTIES, type Deputy } from './facts/outsiders.ts';

const PERMISSION = 'AWS::Lambda::Permission';
const OWN = { '#pseudo': 'AWS::AccountId' } as const;
const REGION = { '#pseudo': 'AWS::Region' } as const;
/** Keys that say for whom the service calls; `aws:SourceVpc` and the like do not. */
const SOURCE = /^aws:source(arn|account|owner|orgid|orgpaths)$|^aws:(principalorgid|principalaccount|principalarn)$/;
/** What a service looks up before it delivers. */
const LOOKS = /^s3:(GetBucketAcl|GetBucketLocation|ListBucket)$/i;

export default defineRule({
	id: 'policy/confused-deputy',
	title: 'Services are let in for known accounts only',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
	on: ['AWS::SQS::QueuePolicy', 'AWS::SQS::QueueInlinePolicy', 'AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy', 'AWS::S3::BucketPolicy', 'AWS::Lambda::ResourcePolicy', PERMISSION],
	fixes: 'fix',
	review(resource, design, report) {
		if (resource.type === PERMISSION) return reviewPermission(resource, report);
		for (const { document, home } of policiesIn(resource, 'resource')) {
			const deputies = DEPUTIES[home.service ?? ''];
			const readings = deputies ? statementsOf(document) : [];
			if (readings.some(({ statement }) => statement.effect !== 'Allow' && namesSource(statement))) continue;
			const found = readings.flatMap(({ statement, when }) => candidates(statement, deputies).map(one => ({ ...one, statement, when })));
			design.undecided(found.some(({ statement }) => statement.conditions.open));
			for (const { at, deputy, statement, when } of oncePerPlace(found)) {
				if (namesSource(statement)) continue;
				const { items, open } = statement.principals!;
				const fix = items.length === 1 && !open ? narrowing(statement, deputy, document) : undefined;
				report(at, `${deputy.called} may ${calls(statement)} ${subjectName(resource)} for whoever tells it to, in any account: the statement names neither the ARN nor the account for which it calls${describeWhen(when, at)}.`, fix ? { fix } : {});
			}
		}
	},
});

function reviewPermission(permission: Resource, report: Report): void {
	const named = ['SourceArn', 'SourceAccount', 'PrincipalOrgID', 'EventSourceToken'].map(name => permission.at(name));
	if (named.some(one => one.exists !== 'no')) return;
	const [arn, account] = named;
	for (const place of permission.at('Principal').alternatives) {
		const deputy = DEPUTIES['lambda']!.get(spelt(pattern(place.textParts ?? []).text));
		if (!deputy) continue;
		report(place, `${deputy.called} may invoke ${subjectName(permission)} for whoever tells it to, in any account: ${permission.name} has neither ${arn!.label} nor ${account!.label}.`, {
			fix: {
				title: 'Permit it for this account only', effect: 'changes behaviour',
				change: change => (deputy.source ? change.set(arn!, sourceArn(deputy.source, OWN, REGION)) : change.set(account!, { '#text': [OWN] })),
			},
		});
	}
}

/** The services that a statement lets do more than look, where everyone is not let in anyway. */
function candidates(statement: Statement, deputies: ReadonlyMap<string, Deputy> | undefined): readonly { readonly at: Property; readonly deputy: Deputy }[] {
	const { effect, principals, actions } = statement;
	if (effect !== 'Allow' || !principals || principals.negated || principals.items.some(one => one.kind === 'everyone') || isOwnPath(statement)) return [];
	if (!actions.negated && actions.items.length > 0 && actions.items.every(item => LOOKS.test(item.pattern.text))) return [];
	return principals.items.filter(one => one.kind === 'service' && one.property.assumed.length === 0).flatMap(({ pattern, property }) => {
		const deputy = deputies?.get(spelt(pattern.text));
		return deputy ? [{ at: property, deputy }] : [];
	});
}

/** `logs.eu-west-1.amazonaws.com` is CloudWatch Logs in one region. */
function spelt(principal: string): string {
	return principal.replace(/^logs\.([a-z]+-[a-z-]+-\d+|\$\{AWS::Region\})\.amazonaws\.com(\.cn)?$/, 'logs.amazonaws.com');
}

function namesSource({ conditions }: Statement): boolean {
	return conditions.open || conditions.clauses.some(({ key }) => SOURCE.test(key));
}

/** Deliveries lie below the account's number: no other account's get in. */
function isOwnPath({ resources }: Statement): boolean {
	return !resources.negated && resources.items.length > 0 && resources.items.every(({ pattern }) => /\/(\d{12}|\$\{AWS::AccountId\})\//.test(pattern.text));
}

function calls({ actions }: Statement): string {
	const names = [...new Set(actions.items.map(({ pattern }) => pattern.text))];
	return actions.negated || names.length !== 1 || names[0] === '*' ? 'call several actions on' : `call ${names[0]} on`;
}

/** Asks for the own account, where a policy can say which that is. */
function narrowing({ property }: Statement, { source }: Deputy, document: PolicyDocument): FixSpec | undefined {
	const account = property.resource.partial ? ownAccount(document) : OWN;
	if (account === undefined) return undefined;
	return {
		title: 'Let it in for this account only', effect: 'changes behaviour',
		change: change => (source
			? change.set(property, 'Condition.ArnLike.aws:SourceArn', sourceArn(source, account))
			: change.set(property, 'Condition.StringEquals.aws:SourceAccount', typeof account === 'string' ? account : { '#text': [account] })),
	};
}

/** Lambda takes no wildcard for the region. */
function sourceArn([service, resource]: NonNullable<Deputy['source']>, account: string | typeof OWN, region: string | typeof REGION = service === 'cloudfront' ? '' : '*'): Draft {
	if (typeof account === 'string') return `arn:aws:${service}:${String(region)}:${account}:${resource}`;
	return { '#text': ['arn:', { '#pseudo': 'AWS::Partition' }, `:${service}:`, region, ':', account, `:${resource}`] };
}
