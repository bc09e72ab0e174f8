import { isBackedUp } from '../../engine/queries/backup-coverage.ts';
import { CLUSTER, isAurora } from '../../engine/queries/db-clusters.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { RETENTION } from './facts.ts';

/** Fewer days than a week do not reach back over a long weekend: a judgement, not a limit of AWS's. */
const WEEK = 7;

export default defineRule({
	id: 'aurora/backup-retention',
	title: 'Automated backups of a cluster reach back far enough',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html',
	on: CLUSTER,
	fixes: 'fix',
	review(cluster, _design, report) {
		if (isAurora(cluster) !== 'yes') return;
		for (const retention of cluster.at('BackupRetentionPeriod').alternatives) {
			const days = retention.number;
			if (days === undefined) continue;
			const keep = (count: number): FixSpec => ({ title: `Keep backups of ${cluster.name} for ${count} days`, change: change => change.set(retention, count) });
			if (days > RETENTION.most || days < RETENTION.least) {
				report(retention, `Backups of ${cluster.name} are to be kept for ${days} days; Aurora keeps them for ${RETENTION.least} to ${RETENTION.most} and refuses anything else.`, {
					severity: 'error', fix: keep(days > RETENTION.most ? RETENTION.most : WEEK),
				});
			} else if (days < WEEK && isBackedUp(cluster) === 'no') {
				report(retention, `Backups of ${cluster.name} are kept for ${days === 1 ? 'one day' : `${days} days`}${retention.exists === 'no' ? ', which is what Aurora does unasked' : ''}: an error that is found later than that cannot be undone.`, {
					severity: 'hint', fix: keep(WEEK),
				});
			}
		}
	},
});
