import type { Property } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { TIERING_DAYS, TIERING_MOST_DAYS } from './facts.ts';

export default defineRule({
	id: 's3/intelligent-tiering-days',
	title: 'Intelligent-Tiering archives after 90 and 180 days at the earliest',
	severity: 'error',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_Tiering.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const configuration of bucket.all('IntelligentTieringConfigurations[]')) {
			const tiers = tiersOf(configuration);
			for (const { tier, minimum, days, property } of tiers) {
				const archive = tiers.find(one => one.tier === 'ARCHIVE_ACCESS' && one.property.together(property));
				const early = tier === 'DEEP_ARCHIVE_ACCESS' && archive && archive.days > days;
				const problem = days < minimum ? `objects may move to ${tier} after ${minimum} days at the earliest, not ${days}`
					: days > TIERING_MOST_DAYS ? `objects must move to ${tier} after ${TIERING_MOST_DAYS} days at the latest, not ${days}`
						: early ? `${tier} after ${days} days comes before ARCHIVE_ACCESS after ${archive.days}` : undefined;
				if (!problem) continue;
				// The archive tier may have to be mended as well.
				const after = tier === 'DEEP_ARCHIVE_ACCESS' && archive ? Math.max(minimum, Math.min(archive.days, TIERING_MOST_DAYS - 90) + 90) : minimum;
				const wanted = days > TIERING_MOST_DAYS ? TIERING_MOST_DAYS : after;
				report(property, `In ${configuration.at('Id').string ?? 'Intelligent-Tiering'} of ${bucket.name} ${problem}.`, {
					...(early && { related: [archive.property] }),
					fix: { title: `Move objects to ${tier} after ${wanted} days`, change: change => change.set(property, wanted) },
				});
			}
		}
	},
});

interface Tier {
	readonly tier: string;
	readonly minimum: number;
	readonly days: number;
	readonly property: Property;
}

function tiersOf(configuration: Property): readonly Tier[] {
	return configuration.all('Tierings[]').flatMap(one => one.at('Days').alternatives.flatMap((property): Tier[] => {
		const tier = one.at('AccessTier').string;
		const minimum = tier && TIERING_DAYS.get(tier);
		const days = property.number;
		return minimum && days !== undefined ? [{ tier, minimum, days, property }] : [];
	}));
}
