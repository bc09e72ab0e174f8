import { OWN_ACCOUNT, VERSION } from '../../engine/policy/drafts.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'kms/key-policy-missing',
	title: 'A key has a policy of its own',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
	on: 'AWS::KMS::Key',
	fixes: 'choice',
	review(key, _design, report) {
		for (const policy of key.at('KeyPolicy').alternatives) {
			if (policy.exists !== 'no') continue;
			report(policy, `${key.name} relies on KMS's default policy: whoever an identity policy of the account allows may use and administer it, delete it included.`, {
				fix: {
					title: 'Write the default policy down', preferred: false,
					change: change => change.set(key, 'KeyPolicy', {
						Version: VERSION,
						Statement: [{ Sid: 'EnableAccountAccess', Effect: 'Allow', Principal: { AWS: OWN_ACCOUNT }, Action: 'kms:*', Resource: '*' }],
					}),
				},
			});
		}
	},
});
