import { type FixSpec, defineRule } from '../../engine/review/rule.ts';
import { CLUSTER_REFERENCE, SNAPSHOT_DAYS } from './facts.ts';

/** What the fix keeps: long enough to notice on Monday what a load of the week before spoiled. */
const WEEK = 7;

export default defineRule({
	id: 'redshift/snapshot-retention',
	title: 'Automatic snapshots are kept long enough to be of use',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: CLUSTER_REFERENCE,
	on: 'AWS::Redshift::Cluster',
	fixes: 'fix',
	review(cluster, _design, report) {
		for (const retention of cluster.at('AutomatedSnapshotRetentionPeriod').alternatives) {
			const days = retention.number;
			const keep = (kept: number): FixSpec => ({ title: `Keep the automatic snapshots of ${cluster.name} for ${kept} days`, change: change => change.set(retention, kept) });
			if (days === undefined) continue;
			if (days < 0 || days > SNAPSHOT_DAYS.most) {
				report(retention, `${retention.label} of ${cluster.name} is ${days}; Redshift keeps automatic snapshots for 0 to ${SNAPSHOT_DAYS.most} days.`, {
					severity: 'error', fix: keep(days < 0 ? WEEK : SNAPSHOT_DAYS.most),
				});
			} else if (days === 0) {
				report(retention, `${cluster.name} takes no automatic snapshots: what a bad load or a lost cluster takes away is gone.`, { fix: keep(WEEK) });
			} else if (days === SNAPSHOT_DAYS.default) {
				report(retention, `Automatic snapshots of ${cluster.name} are kept for a day: a mistake that is seen the day after tomorrow can't be undone.`, { severity: 'information', fix: keep(WEEK) });
			}
		}
	},
});
