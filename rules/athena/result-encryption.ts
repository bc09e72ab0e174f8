import { defineRule } from '../../engine/review/rule.ts';
import { SETTINGS } from './facts.ts';

export default defineRule({
	id: 'athena/result-encryption',
	title: 'Query results are encrypted as the workgroup says',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html',
	on: 'AWS::Athena::WorkGroup',
	fixes: 'fix',
	review(workgroup, design, report) {
		for (const results of workgroup.at(`${SETTINGS}.ResultConfiguration`).alternatives) {
			const location = results.at('OutputLocation');
			if (location.exists !== 'yes') continue;
			// A bucket that says how its objects are encrypted decides for the results too.
			const bucket = design.follow(location, 'AWS::S3::Bucket');
			if (bucket && bucket.at('BucketEncryption').exists !== 'no') continue;
			for (const encryption of results.at('EncryptionConfiguration').alternatives) {
				if (encryption.exists !== 'no') continue;
				report(encryption, `${workgroup.name} doesn't say how results are encrypted: these copies of the queried data take whatever their bucket happens to do.`, {
					fix: { title: `Encrypt the results of ${workgroup.name}`, change: change => change.set(encryption, { EncryptionOption: 'SSE_S3' }) },
				});
			}
		}
	},
});
