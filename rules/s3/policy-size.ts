import { leastBytes } from '../../engine/policy/size.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { POLICY_BYTES } from './facts.ts';

/** From here on it is time to think of access points. */
const NEAR = 15 * 1024;

export default defineRule({
	id: 's3/policy-size',
	title: 'A bucket policy is small enough for S3',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html',
	on: 'AWS::S3::BucketPolicy',
	review(policy, _design, report) {
		for (const document of policy.at('PolicyDocument').alternatives) {
			const bytes = document.exists === 'yes' ? leastBytes(document) : 0;
			const size = `${(bytes / 1024).toFixed(1)} KB`;
			if (bytes > POLICY_BYTES) report(document, `This bucket policy has at least ${size} (${bytes} bytes); S3 accepts ${POLICY_BYTES / 1024} KB.`, { key: true });
			else if (bytes >= NEAR) {
				report(document, `This bucket policy has at least ${size} of the ${POLICY_BYTES / 1024} KB that S3 accepts: access points give each client a policy of its own.`, { key: true, severity: 'information' });
			}
		}
	},
});
