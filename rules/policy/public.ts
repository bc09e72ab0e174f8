import type { Property, Resource } from '../../engine/model/resource.ts';
import { type PublicGrant, publicGrants } from '../../engine/policy/access.ts';
import { describeGrant, describeWhen } from '../../engine/policy/describe.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { subjectName, subjectOf } from '../../engine/queries/policy-subject.ts';
import { defineRule, type Report } from '../../engine/review/rule.ts';
import { REFUSES_PUBLIC } from './facts/outsiders.ts';

/** These have rules of their own, which know what else keeps strangers out. */
const ELSEWHERE = new Set([
	'AWS::S3::BucketPolicy', 'AWS::S3::AccessPoint', 'AWS::S3::MultiRegionAccessPointPolicy', 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey',
	'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::EFS::FileSystem', 'AWS::Backup::BackupVault',
]);
const PERMISSION = 'AWS::Lambda::Permission', LAYER = 'AWS::Lambda::LayerVersionPermission', BUS = 'AWS::Events::EventBusPolicy';

export default defineRule({
	id: 'policy/public',
	title: 'No resource policy lets strangers in',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous',
	on: [...policyTypes('resource', 'trust').filter(type => !ELSEWHERE.has(type)), PERMISSION, LAYER, BUS],
	review(resource, _design, report) {
		switch (resource.type) {
			case PERMISSION: return reviewPermission(resource, report);
			case LAYER: return reviewLayer(resource, report);
			case BUS: return reviewBus(resource, report);
		}
		for (const { document, home } of policiesIn(resource, 'resource', 'trust')) {
			for (const grant of publicGrants(document)) {
				const place = grant.principal?.property;
				if (grant.answer !== 'yes' || !place || !isEveryone(grant)) continue;
				const sentence = describeGrant(grant), when = describeWhen(grant.when, place);
				const refusal = refuses(resource, home.service);
				report(place, refusal ? `AWS will refuse this policy, as ${refusal}: by it ${sentence}${when}.` : `${capital(subjectName(resource))} is public: ${sentence}${when}.`, {
					related: [subjectOf(resource)].filter(one => one !== undefined && one !== resource).map(one => one!),
				});
			}
		}
	},
});

/** What AWS refuses in any case (wildcards within an ARN), and what it takes for logins, is not asked here. */
function isEveryone({ principal }: PublicGrant): boolean {
	return principal?.type === 'AWS' && principal.pattern.text === '*';
}

function refuses(resource: Resource, service: string | undefined): string | undefined {
	const always = REFUSES_PUBLIC.get(service ?? '');
	if (always !== undefined) return always;
	return resource.type === 'AWS::SecretsManager::ResourcePolicy' && resource.at('BlockPublicPolicy').is(true) === 'yes' ? 'it is told to block public policies' : undefined;
}

/** Only what the permission itself says can narrow it. */
function reviewPermission(permission: Resource, report: Report): void {
	if (['SourceArn', 'SourceAccount', 'PrincipalOrgID', 'EventSourceToken'].some(name => permission.at(name).exists !== 'no')) return;
	// Who comes by the URL needs the permission for the URL too.
	if (permission.at('InvokedViaFunctionUrl').is(true) !== 'no') return;
	const name = subjectName(permission);
	const url = permission.at('FunctionUrlAuthType');
	for (const place of everyone(permission.at('Principal'))) {
		if (url.is('NONE') === 'yes') {
			report(place, `Anyone on the internet can invoke ${name} by its URL, without credentials: the function itself must know whom it serves.`, { severity: 'warning' });
		} else report(place, `${capital(name)} is public: anyone with an AWS account can ${url.is('AWS_IAM') === 'yes' ? 'invoke it by its URL' : `call ${permission.at('Action').string ?? 'it'} on it`}.`);
	}
}

function reviewLayer(permission: Resource, report: Report): void {
	if (permission.at('OrganizationId').exists !== 'no') return;
	for (const place of everyone(permission.at('Principal'))) report(place, `${capital(subjectName(permission))} is public: anyone with an AWS account can use it, and read the code in it.`);
}

function reviewBus(permission: Resource, report: Report): void {
	const statement = permission.at('Statement');
	const whole = statement.exists !== 'no';
	if ((whole ? statement.at('Condition') : permission.at('Condition')).exists !== 'no' || (whole && statement.at('Effect').is('Allow') !== 'yes')) return;
	const principals = whole ? [statement.at('Principal'), ...statement.at('Principal.AWS').items] : [permission.at('Principal')];
	for (const place of principals.flatMap(everyone)) report(place, `${capital(subjectName(permission))} is public: anyone with an AWS account can send events to it, and set off what its rules do.`);
}

function everyone(principal: Property): readonly Property[] {
	return principal.alternatives.filter(one => one.is('*') === 'yes');
}

function capital(text: string): string {
	return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}
