import { dataKeys } from '../../engine/queries/data-keys.ts';
import { isManagedKey } from '../../engine/queries/key-uses.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'redshift/serverless-key',
	title: 'Serverless warehouses are encrypted with a key of your own',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-security-other-considerations.html',
	on: 'AWS::RedshiftServerless::Namespace',
	fixes: 'choice',
	review(namespace, design, report) {
		for (const key of namespace.at('KmsKeyId').alternatives) {
			if (!isManagedKey(key) && key.is('AWS_OWNED_KMS_KEY') !== 'yes') continue;
			report(key, `${namespace.name} is encrypted with a key that AWS owns: nobody here can say who may use it, see its use or take it away.`, {
				fix: dataKeys(design).map(own => ({ title: `Encrypt ${namespace.name} with ${own.name}`, change: change => change.set(key, refer(own, 'Arn')) })),
			});
		}
	},
});
