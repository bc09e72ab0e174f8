import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'athena/database-encryption',
	title: 'What making a database writes is encrypted',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html',
	// Terraform makes a database by a query, whose results it configures here.
	on: 'Plumbline::Athena::Database',
	fixes: 'fix',
	review(database, _design, report) {
		for (const encryption of database.at('EncryptionConfiguration').alternatives) {
			if (encryption.exists !== 'no') continue;
			report(encryption, `${database.name} doesn't say how the results of its statements are encrypted: they take whatever their bucket happens to do.`, {
				fix: { title: `Encrypt the results of ${database.name}`, change: change => change.set(encryption, { EncryptionOption: 'SSE_S3' }) },
			});
		}
	},
});
