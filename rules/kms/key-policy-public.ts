import { publicGrants } from '../../engine/policy/access.ts';
import { describeGrant, describeWhen } from '../../engine/policy/describe.ts';
import { readPolicy } from '../../engine/policy/document.ts';
import { OWN_ACCOUNT, isOneOfSeveral, narrowed } from '../../engine/policy/drafts.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'kms/key-policy-public',
	title: 'No key policy opens a key to strangers',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html',
	on: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
	fixes: 'choice',
	review(key, _design, report) {
		const policy = readPolicy(key.at('KeyPolicy'));
		for (const grant of policy ? publicGrants(policy) : []) {
			if (grant.answer !== 'yes') continue;
			const place = grant.principal?.property ?? grant.principals.property;
			const repair = narrowed(grant);
			const fixes: FixSpec[] = [];
			if (repair && !key.partial) {
				fixes.push(
					{ title: 'Let only this account in', effect: 'changes behaviour', preferred: false, change: change => change.set(repair.place, repair.value) },
					{
						title: 'Let callers in by a condition: only those of this account', effect: 'changes behaviour', preferred: false,
						change: change => change.set(grant.statement.property, 'Condition.StringEquals.kms:CallerAccount', OWN_ACCOUNT),
					},
				);
			}
			if (isOneOfSeveral(grant, policy!)) {
				fixes.push({ title: 'Remove the public statement', effect: 'changes behaviour', preferred: false, change: change => change.remove(grant.statement.property) });
			}
			report(place, `${key.name} is public: ${describeGrant(grant)}${describeWhen(grant.when, place)}.`, { fix: fixes });
		}
	},
});
