import type { Resource } from '../../engine/model/resource.ts';
import type { Architecture } from '../../engine/model/architecture.ts';
import { type Answer, either } from '../../engine/model/value.ts';
import { keepsVersions } from '../../engine/queries/versioning.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/mrap-replication',
	title: 'Buckets of a Multi-Region Access Point hold the same objects',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointBucketReplication.html',
	on: 'AWS::S3::MultiRegionAccessPoint',
	review(point, design, report) {
		const uses = point.all('Regions[].Bucket').flatMap(use => {
			const bucket = design.follow(use, 'AWS::S3::Bucket');
			return bucket ? [{ use, bucket }] : [];
		});
		for (const { use, bucket } of uses) {
			const others = uses.filter(other => other.bucket.id !== bucket.id && other.use.together(use)).map(other => other.bucket);
			if (others.length === 0) continue;
			const answers = others.map(other => replicates(bucket, other, design));
			design.undecided(answers.includes('maybe'));
			const lost = others[answers.indexOf('no')];
			if (lost) {
				const versions = keepsVersions(bucket.at('VersioningConfiguration.Status')) === 'no' ? `, and is not versioned, without which it cannot` : '';
				report(use, `${bucket.name} does not replicate to ${lost.name}${versions}: what is written here is missing, or old, for clients that ${point.name} sends there.`, { related: [bucket, lost] });
			}
		}
	},
});

/** Whether an enabled rule sends the bucket's objects to the other one. */
function replicates(bucket: Resource, other: Resource, design: Architecture): Answer {
	const rules = bucket.at('ReplicationConfiguration.Rules').items;
	return either(rules.complete === 'yes' && !bucket.partial ? 'no' : 'maybe', ...rules.flatMap(item => item.alternatives).map((rule): Answer => {
		if (rule.at('Status').is('Disabled') === 'yes') return 'no';
		const to = rule.at('Destination.Bucket');
		const target = design.follow(to, 'AWS::S3::Bucket');
		return target ? (target.id === other.id ? 'yes' : 'no') : 'maybe';
	}));
}
