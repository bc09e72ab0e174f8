import { defineRule } from '../../engine/review/rule.ts';
import { EVERY_ACCOUNT } from './facts.ts';

export default defineRule({
	id: 'rds/snapshot-public',
	title: 'Snapshots are not shared with everyone',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html',
	on: ['AWS::RDS::DBSnapshot', 'AWS::RDS::ClusterSnapshot', 'Plumbline::RDS::DBSnapshotCopy', 'Plumbline::RDS::DBClusterSnapshotCopy'],
	fixes: 'fix',
	review(snapshot, _design, report) {
		for (const account of snapshot.all('SharedAccounts[]')) {
			if (account.is(EVERY_ACCOUNT) !== 'yes') continue;
			report(account, `${snapshot.name} is shared with all: every AWS account can restore the database from it and read everything.`, {
				fix: { title: `Share ${snapshot.name} with nobody else`, effect: 'changes behaviour', change: change => change.remove(account) },
			});
		}
	},
});
