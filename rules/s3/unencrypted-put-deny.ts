import { type Statement, readPolicy, union } from '../../engine/policy/document.ts';
import { literal, pattern, unionCovers } from '../../engine/policy/patterns.ts';
import { defineRule } from '../../engine/review/rule.ts';

const HEADER = 's3:x-amz-server-side-encryption';

export default defineRule({
	id: 's3/unencrypted-put-deny',
	title: 'No policy insists on an encryption header that nobody needs',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html',
	on: 'AWS::S3::BucketPolicy',
	review(policy, design, report) {
		const bucket = design.follow(policy.at('Bucket'), 'AWS::S3::Bucket');
		const said = new Set<string>();
		for (const statement of readPolicy(policy.at('PolicyDocument'))?.scenarios.flatMap(scenario => scenario.statements) ?? []) {
			const property = missingHeader(statement);
			const id = JSON.stringify(property?.path);
			if (!property || said.has(id)) continue;
			said.add(id);
			report(property, `Uploads${bucket ? ` to ${bucket.name}` : ''} without the header x-amz-server-side-encryption are denied, though S3 encrypts them by the bucket's default anyway: clients that rely on it are turned away.`, {
				related: bucket ? [bucket] : [],
			});
		}
	},
});

/** `Null` of the header, by itself, in a denial of uploads. */
function missingHeader({ effect, actions, conditions }: Statement) {
	const [only, ...others] = conditions.clauses;
	if (effect !== 'Deny' || conditions.open || !only || others.length > 0 || only.key !== HEADER || only.operator !== 'Null') return undefined;
	const puts = unionCovers(union(actions), { negated: false, patterns: [pattern('s3:PutObject', { fold: true })], open: false }) === 'yes';
	return puts && only.values.length === 1 && literal(only.values[0]!.pattern)?.toLowerCase() === 'true' ? only.property : undefined;
}
