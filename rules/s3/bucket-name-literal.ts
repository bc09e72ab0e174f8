import type { Resource } from '../../engine/model/resource.ts';
import { readPolicy } from '../../engine/policy/document.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { BUCKET_NAME } from './facts.ts';

/** Account, the longest region's code (ap-southeast-1) and two hyphens. */
const ADDED = 12 + 14 + 2;

export default defineRule({
	id: 's3/bucket-name-literal',
	title: 'Bucket names do not keep a design from being deployed twice',
	severity: 'hint',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html#automatically-created-buckets',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		// A website must bear its domain's name.
		if (bucket.at('WebsiteConfiguration').exists !== 'no') return;
		for (const property of bucket.at('BucketName').alternatives) {
			const name = property.string;
			// What a variable, a parameter or a module's call hands in is another one for another deployment.
			if (!name || property.exists !== 'yes' || property.assumed.length > 0 || property.value?.kind !== 'known' || property.value.from || /\d{12}/.test(name)) continue;
			report(property, `There can be only one bucket ${name} in the world: a second deployment of this design, in another account or region, fails.`, {
				...(name.length + ADDED <= BUCKET_NAME.most && !isSpelt(bucket, name) && { fix: {
					title: 'Add account and region to the name', effect: 'replaces the resource' as const,
					change: change => change.set(property, { '#text': [`${name}-`, { '#pseudo': 'AWS::AccountId' }, '-', { '#pseudo': 'AWS::Region' }] }),
				} }),
			});
		}
	},
});

/** A policy of the bucket spells its name, and would name another one. */
function isSpelt(bucket: Resource, name: string): boolean {
	const { certain } = bucket.design.pointing('AWS::S3::BucketPolicy', 'Bucket', bucket);
	const named = certain.map(policy => readPolicy(policy.at('PolicyDocument'))).flatMap(document => document?.scenarios ?? []).flatMap(scenario => scenario.statements);
	return named.some(({ resources }) => resources.items.some(({ property }) => property.string?.split(/[:/]/).includes(name)));
}
