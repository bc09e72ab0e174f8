import { allowsIn } from '../../engine/policy/access.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { readPolicy } from '../../engine/policy/document.ts';
import { OWN_ACCOUNT } from '../../engine/policy/drafts.ts';
import { trustsAccount } from '../../engine/queries/key-access.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'kms/key-policy-iam-disabled',
	title: 'A key policy lets identity policies count',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam',
	on: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
	fixes: 'fix',
	review(key, design, report) {
		const policy = readPolicy(key.at('KeyPolicy'));
		if (!policy || key.partial) return;
		const answers = policy.scenarios.map(trustsAccount);
		design.undecided(answers.includes('maybe'));
		const scenario = policy.scenarios[answers.indexOf('no')];
		const arn = [{ kind: 'reference', target: key.id, attribute: 'Arn', site: key.site } as const];
		// A key that nobody can manage is `kms/key-policy-lockout`'s to tell.
		if (!scenario || allowsIn(scenario, { caller: { kind: 'own account' }, action: 'kms:PutKeyPolicy', resource: arn }) === 'no') return;
		const at = key.at('KeyPolicy.Statement');
		report(at, `The policy of ${key.name} names no account as a principal, so identity policies that mention the key have no effect: only whom it names itself gets in${describeWhen(answers.every(one => one === 'no') ? [] : scenario.when, at)}.`, {
			key: true,
			fix: {
				title: 'Let identity policies of the account decide', effect: 'changes behaviour',
				change: change => change.append(key, 'KeyPolicy.Statement', { Sid: 'EnableAccountAccess', Effect: 'Allow', Principal: { AWS: OWN_ACCOUNT }, Action: 'kms:*', Resource: '*' }),
			},
		});
	},
});
