import { isBackedUp } from '../../engine/queries/backup-coverage.ts';
import { environmentOf } from '../../engine/queries/environment.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'efs/backup',
	title: 'File systems are backed up',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html',
	on: 'AWS::EFS::FileSystem',
	fixes: 'fix',
	review(fileSystem, _design, report) {
		for (const status of fileSystem.at('BackupPolicy.Status').alternatives) {
			// In one zone automatic backups are on unless they are switched off.
			if (status.is('ENABLED') !== 'no' || (status.exists === 'no' && fileSystem.at('AvailabilityZoneName').exists !== 'no')) continue;
			if (isBackedUp(fileSystem) !== 'no') continue;
			const sandbox = environmentOf(fileSystem);
			const development = sandbox?.kind === 'development';
			report(status, `${fileSystem.name} has no automatic backups, and no plan of this design selects it: what somebody deletes or overwrites is gone${development ? ` (${sandbox.sign})` : ''}.`, {
				severity: development ? 'hint' : 'warning',
				fix: { title: `Back up ${fileSystem.name} every day`, change: change => change.set(status, 'ENABLED') },
			});
		}
	},
});
