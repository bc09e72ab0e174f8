import { listed } from '../../engine/model/listed.ts';
import { encryptedBy } from '../../engine/queries/key-uses.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { SHARED_BY } from './facts.ts';

/** Where the type's name is not the reader's. */
const NAMES: Readonly<Record<string, string>> = { Logs: 'CloudWatch Logs', SecretsManager: 'Secrets Manager', EC2: 'EBS', S3Express: 'S3', S3Tables: 'S3', RedshiftServerless: 'Redshift' };

export default defineRule({
	id: 'kms/shared-key',
	title: 'One key does not encrypt everything',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/prescriptive-guidance/latest/aws-kms-best-practices/data-protection.html',
	on: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
	review(key, _design, report) {
		const services = new Map<string, Resource>();
		for (const resource of encryptedBy(key)) {
			const name = serviceOf(resource);
			if (!services.has(name)) services.set(name, resource);
		}
		if (services.size < SHARED_BY) return;
		report(key, `${key.name} encrypts resources of ${services.size} services (${listed([...services.keys()])}): whoever may use it reaches all of them, and without it none works.`, {
			related: [...services.values()],
		});
	},
});

function serviceOf({ type }: Resource): string {
	const name = type.split('::')[1]!;
	return NAMES[name] ?? name;
}
