import { isBackedUp } from '../../engine/queries/backup-coverage.ts';
import { isDevelopment } from '../../engine/queries/environment.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'redshift/cross-region-snapshot',
	title: 'A warehouse can be had again in another region',
	severity: 'information',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-snapshots-console.html',
	on: 'AWS::Redshift::Cluster',
	review(cluster, _design, report) {
		// A plan of AWS Backup has copies of its own to tell of, and a sandbox can be lost.
		if (isBackedUp(cluster) !== 'no' || isDevelopment(cluster)) return;
		for (const region of cluster.at('DestinationRegion').alternatives) {
			if (region.exists !== 'no') continue;
			report(region, `The snapshots of ${cluster.name} stay in its region: if that is away, there is nothing to restore the warehouse from.`);
		}
	},
});
