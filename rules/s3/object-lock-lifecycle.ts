import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/object-lock-lifecycle',
	title: 'Lifecycle rules delete after the retention, not before',
	severity: 'warning',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-lifecycle',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		const retained = retention(bucket);
		if (!retained) return;
		for (const rule of bucket.all('LifecycleConfiguration.Rules[]')) {
			if (rule.at('Status').is('Enabled') !== 'yes') continue;
			const [expiration, kept] = [rule.at('ExpirationInDays'), oldVersions(bucket, rule)];
			const day = expiration.number;
			if (day === undefined || kept === undefined || day + kept >= retained.days || !expiration.together(retained.place)) continue;
			const least = retained.days - kept;
			report(expiration, `Objects of ${bucket.name} expire after ${day} days${kept > 0 ? ` and their versions ${kept} days later` : ''}, but are locked for ${retained.days}: S3 hides them behind a delete marker, and keeps and bills the versions.`, {
				related: [retained.place],
				fix: { title: `Expire after ${least} days`, effect: 'changes behaviour', change: change => change.set(expiration, least) },
			});
		}
	},
});

function retention(bucket: Resource): { readonly days: number; readonly place: Property } | undefined {
	for (const [name, length] of [['Days', 1], ['Years', 365]] as const) {
		const place = bucket.at(`ObjectLockConfiguration.Rule.DefaultRetention.${name}`);
		if (place.number !== undefined) return { days: place.number * length, place };
	}
	return undefined;
}

/** How long old versions are kept by the rule, or by the one of the bucket that keeps them longest; zero where none says it, undefined where it is not known. */
function oldVersions(bucket: Resource, rule: Property): number | undefined {
	const stated = (one: Property) => ['NoncurrentVersionExpiration.NoncurrentDays', 'NoncurrentVersionExpirationInDays'].map(path => one.at(path)).filter(days => days.exists !== 'no');
	const own = stated(rule);
	const rules = bucket.at('LifecycleConfiguration.Rules').items;
	const all = own.length > 0 ? own : rules.flatMap(stated);
	if (rules.complete !== 'yes' || all.some(days => days.number === undefined)) return undefined;
	return Math.max(0, ...all.map(days => days.number!));
}
