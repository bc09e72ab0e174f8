import { either } from '../../engine/model/value.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'rds/storage-encryption',
	title: 'Database storage is encrypted',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
	on: 'AWS::RDS::DBInstance',
	fixes: 'fix',
	review(database, _design, report) {
		// A member of a cluster, a replica and a restored instance take their encryption from where their data comes from.
		const inherits = either(
			database.at('DBClusterIdentifier').exists,
			database.at('SourceDBInstanceIdentifier').exists,
			database.at('SourceDBClusterIdentifier').exists,
			database.at('SourceDBInstanceAutomatedBackupsArn').exists,
			database.at('SourceDbiResourceId').exists,
			database.at('DBSnapshotIdentifier').exists,
			database.at('DBClusterSnapshotIdentifier').exists,
			database.at('Engine').test(engine => String(engine).startsWith('aurora')),
		);
		for (const encrypted of database.at('StorageEncrypted').alternatives) {
			// What is plainly switched off is wrong on its own word, except where a cluster decides.
			const off = encrypted.is(false) === 'yes' && encrypted.exists === 'yes' && database.at('DBClusterIdentifier').exists === 'no';
			if (encrypted.is(true) !== 'no' || (inherits !== 'no' && !off)) continue;
			report(encrypted, `The storage of ${database.name}, its snapshots and its backups are not encrypted; this can only be chosen when it is created.`, {
				fix: {
					title: `Encrypt the storage of ${database.name}`,
					effect: 'replaces the resource',
					change: change => change.set(encrypted, true),
				},
			});
		}
	},
});
