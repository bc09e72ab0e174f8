import { STARTED_TYPES, fleetOf, startupOf } from '../../engine/queries/startup.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'ec2/shared-content-on-instance',
	title: 'Instances that come and go keep no shared content on their own disks',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/whitepapers/latest/best-practices-wordpress/shared-storage-amazon-s3-and-amazon-efs.html',
	on: STARTED_TYPES,
	review(resource, design, report) {
		const { content, mounts, open } = startupOf(resource);
		const fleet = content && fleetOf(resource);
		if (!content || !fleet || mounts.length > 0) return;
		// Some of the script cannot be known: it may mount what is not seen.
		if (open) return design.undecided(true);
		report(content.at, `${resource.name} ${fleet.words}, and keeps ${content.name}'s ${content.keeps} on its own disk: what users upload is on one instance only, and is lost with it. EFS is the same for all of them.`, {
			key: true, related: [fleet.by],
		});
	},
});
