/** The role that SAM creates for a function or state machine that brings none. */
import type { ListValue, Value } from '../../../model/value.ts';
import type { Declared } from '../declared.ts';
import { Source } from './made.ts';
import type { Creation } from './serverless.ts';

export function roleOf(declared: Declared, section: string, service: string): Creation {
	return {
		id: `${declared.id}Role`, type: 'AWS::IAM::Role', declared,
		properties: scope => {
			const source = new Source(declared, section, scope);
			const policies = items(source.get('Policies'));
			return source.map(['PermissionsBoundary'], {
				AssumeRolePolicyDocument: source.get('AssumeRolePolicyDocument') ?? {
					Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: [service] }, Action: ['sts:AssumeRole'] }],
				},
				// SAM adds managed policies for logs, tracing and the kinds of events.
				ManagedPolicyArns: { ...list(source, policies.flatMap(policy => managed(source, policy))), open: true },
				Policies: list(source, policies.flatMap((policy, index) => inline(source, policy, `${declared.id}RolePolicy${index}`))),
				Tags: source.tags(),
			});
		},
	};
}

/** One policy may stand without a list. */
function items(policies: Value | undefined): readonly Value[] {
	return policies === undefined || policies.kind === 'absent' ? [] : policies.kind === 'list' ? policies.items : [policies];
}

function list({ make }: Source, items: readonly Value[]): ListValue {
	return { kind: 'list', items, site: make.site };
}

function managed({ make }: Source, policy: Value): readonly Value[] {
	if (policy.kind === 'known') {
		const name = String(policy.scalar);
		return [name.startsWith('arn:') ? policy : { ...make.text('arn:', make.pseudo('AWS::Partition'), `:iam::aws:policy/${name}`), site: policy.site }];
	}
	return policy.kind === 'map' || policy.kind === 'absent' ? [] : [policy];
}

function inline({ make }: Source, policy: Value, name: string): readonly Value[] {
	if (policy.kind !== 'map') return [];
	const document = policy.entries.has('Statement') ? policy : make.unknown('a policy template of SAM');
	return [make.map({ PolicyName: name, PolicyDocument: document })];
}
