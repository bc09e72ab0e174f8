import { givenBy } from '../../engine/queries/secrets.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'template/secret-in-state',
	title: "Secrets do not end in Terraform's state",
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/prescriptive-guidance/latest/secure-sensitive-data-secrets-manager-terraform/using-secrets-manager-and-terraform.html',
	on: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Namespace', 'AWS::SecretsManager::Secret'],
	review(resource, _design, report) {
		for (const [place, form] of resource.at('@WriteOnlyForms').entries) {
			for (const secret of resource.at(place).alternatives) {
				// What does not hide at all is worse, and another rule's.
				if (givenBy(secret)?.how !== 'kept') continue;
				report(secret, `${secret.label} of ${resource.name} stays in the state, legible to whoever may read that; ${form.string} does not.`);
			}
		}
	},
});
