import type { Resource } from '../../engine/model/resource.ts';
import { sameRegion } from '../../engine/queries/regions.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { MRAP_REGIONS } from './facts.ts';

export default defineRule({
	id: 's3/mrap-region',
	title: 'A Multi-Region Access Point has one bucket in each of its regions',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRestrictions.html',
	on: 'AWS::S3::MultiRegionAccessPoint',
	review(point, design, report) {
		const regions = point.at('Regions'), { items } = regions, { complete } = items;
		if (items.length === 0 && complete === 'yes' && !point.partial) report(regions, `${point.name} has no bucket; S3 rejects a Multi-Region Access Point without any.`, { key: true });
		if (items.length > MRAP_REGIONS) report(items[MRAP_REGIONS]!, `${point.name} has ${items.length} buckets, and ${MRAP_REGIONS} are allowed.`);
		const earlier: Resource[] = [];
		for (const use of point.all('Regions[].Bucket')) {
			const bucket = design.follow(use, 'AWS::S3::Bucket');
			if (!bucket) continue;
			const rival = earlier.find(other => sameRegion(other, bucket) === 'yes' && other.properties.together(use));
			if (rival) {
				report(use, rival.id === bucket.id
					? `${bucket.name} is named twice; a Multi-Region Access Point has each bucket once.`
					: `${bucket.name} is in the same region as ${rival.name}; a Multi-Region Access Point has one bucket of each region.`, { related: [rival] });
			}
			earlier.push(bucket);
		}
	},
});
