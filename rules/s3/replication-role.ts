import type { Draft, DraftMap } from '../../engine/model/change.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import type { TextPart } from '../../engine/model/value.ts';
import { allows } from '../../engine/policy/access.ts';
import { readPolicy } from '../../engine/policy/document.ts';
import { VERSION, bucketAndObjects } from '../../engine/policy/drafts.ts';
import { bucketArn } from '../../engine/policy/texts.ts';
import { type RolePolicies, allowsSome, policiesOf } from '../../engine/queries/role-policies.ts';
import { defineRule, type FixSpec, refer } from '../../engine/review/rule.ts';
import { EVENT_SOURCE, REPLICATION_ACTIONS } from './facts.ts';

/** A set of actions of which one is enough, on a part of a bucket. */
interface Need {
	readonly actions: readonly string[];
	readonly resource: readonly TextPart[];
	readonly draft: Draft;
}

export default defineRule({
	id: 's3/replication-role',
	title: 'The replication role lets S3 read the source and write the destination',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, design, report) {
		for (const use of bucket.at('ReplicationConfiguration.Role').alternatives) {
			const role = design.follow(use, 'AWS::IAM::Role');
			if (!role || role.partial) continue;
			const trust = readPolicy(role.at('AssumeRolePolicyDocument'));
			if (trust && allows(trust, { caller: { kind: 'service', name: EVENT_SOURCE }, action: 'sts:AssumeRole', resource: '*' }) === 'no') {
				const statement = { Effect: 'Allow', Principal: { Service: EVENT_SOURCE }, Action: 'sts:AssumeRole' };
				report(use, `S3 cannot take on the role ${role.name}: its trust policy does not let ${EVENT_SOURCE} assume it, so nothing is replicated.`, {
					related: [role.at('AssumeRolePolicyDocument')],
					fix: { title: `Let S3 assume ${role.name}`, change: change => change.append(role, 'AssumeRolePolicyDocument.Statement', statement) },
				});
			}
			const policies = policiesOf(role);
			if (!policies.complete) { design.undecided(true); continue; }
			const missing = needs(bucket, use).filter(need => lacks(policies, need));
			if (missing.length === 0) continue;
			const names = [...new Set(missing.map(need => need.actions[0]!))];
			report(use, `The role ${role.name} lacks ${names.join(', ')}: without ${names.length > 1 ? 'these' : 'this'} S3 cannot replicate ${bucket.name}.`, { related: [role], fix: grant(role, missing) });
		}
	},
});

function needs(bucket: Resource, use: Property): Need[] {
	const { design } = bucket;
	const replicas = bucket.all('ReplicationConfiguration.Rules[].Destination.Bucket').filter(one => one.together(use)).map(one => design.follow(one, 'AWS::S3::Bucket'));
	const on = (owner: Resource, actions: readonly (readonly string[])[], part: 0 | 1) => actions.map(names => ({
		actions: names, resource: bucketArn(owner, part === 0 ? '' : '/*'), draft: bucketAndObjects(owner)[part],
	}));
	const known = [...new Map(replicas.filter(one => one !== undefined).map(one => [one.id, one])).values()];
	return [
		...on(bucket, REPLICATION_ACTIONS.source, 0), ...on(bucket, REPLICATION_ACTIONS.objects, 1),
		...known.flatMap(replica => on(replica, REPLICATION_ACTIONS.replicas, 1)),
	];
}

/** No policy of the role allows any of the actions, not even on a part: a role may be meant for some prefixes only. */
function lacks({ documents }: RolePolicies, { actions, resource }: Need): boolean {
	// The caller is of no matter to a policy that names no principals.
	return documents.every(document => actions.every(action => allowsSome(document, { caller: { kind: 'own account' }, action, resource }) === 'no'));
}

function grant(role: Resource, missing: readonly Need[]): FixSpec {
	const byResource = new Map<string, { resource: Draft; actions: string[] }>();
	for (const { actions, draft } of missing) {
		const key = JSON.stringify(draft);
		const entry = byResource.get(key) ?? { resource: draft, actions: [] };
		byResource.set(key, { ...entry, actions: [...entry.actions, actions[0]!] });
	}
	const Statement: DraftMap[] = [...byResource.values()].map(({ resource, actions }) => ({ Effect: 'Allow', Action: actions, Resource: resource }));
	return {
		title: `Grant ${role.name} what it lacks`,
		change: change => change.add('AWS::IAM::RolePolicy', `${role.name}Policy`, role, { RoleName: refer(role), PolicyName: 'replication', PolicyDocument: { Version: VERSION, Statement } }),
	};
}
