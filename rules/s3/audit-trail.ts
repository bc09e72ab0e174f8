import type { Property, Resource } from '../../engine/model/resource.ts';
import { type Answer, both, either, not } from '../../engine/model/value.ts';
import { intersects, pattern } from '../../engine/policy/patterns.ts';
import { bucketArn, canonical } from '../../engine/policy/texts.ts';
import { isLogTarget } from '../../engine/queries/access-logs.ts';
import { defineRule } from '../../engine/review/rule.ts';

const BUCKET = 'AWS::S3::Bucket', TRAIL = 'AWS::CloudTrail::Trail', OBJECTS = 'AWS::S3::Object';

export default defineRule({
	id: 's3/audit-trail',
	title: 'A trail records who reads and writes objects',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-cloudtrail-logging-for-s3.html',
	on: [TRAIL, BUCKET],
	review(resource, design, report) {
		const trails = design.all(TRAIL);
		if (resource.partial || trails.length === 0) return;
		const missing = halvesOf(trails);
		if (resource.type === TRAIL) {
			// A design whose only bucket receives the trail has no objects to watch.
			const [first, ...others] = design.all(BUCKET).filter(bucket => bucket.id !== design.follow(resource.at('S3BucketName'), BUCKET)?.id);
			if (!first || missing.length === 0) return;
			const what = missing.length === 2 ? 'neither reads nor writes' : `no ${missing[0]}s`;
			report(resource, `${resource.name} records ${what} of objects: who used the data of ${first.name}${others.length > 0 ? ' and the other buckets' : ''} cannot be told afterwards.`);
			return;
		}
		// What no trail records of any bucket is said at the trail.
		const own = halvesOf(trails, resource).filter(half => !missing.includes(half));
		if (own.length === 0 || isLogTarget(resource) || design.pointing(TRAIL, 'S3BucketName', resource).certain.length > 0) return;
		report(resource, `${trails.length > 1 ? 'The trails record' : `${trails[0]!.name} records`} ${own.join('s and ')}s of objects of other buckets, and none of ${resource.name}.`, { related: trails.slice(0, 3) });
	},
});

type Half = 'read' | 'write';

/** The halves of data events, of one bucket or of any, that certainly no trail records. */
function halvesOf(trails: readonly Resource[], bucket?: Resource): readonly Half[] {
	return (['read', 'write'] as const).filter(half => not(either(...trails.map(trail => records(trail, half, bucket)))) === 'yes');
}

function records(trail: Resource, half: Half, bucket: Resource | undefined): Answer {
	const basic = trail.at('EventSelectors').items, advanced = trail.at('AdvancedEventSelectors').items;
	return either(
		basic.complete === 'yes' && advanced.complete === 'yes' ? 'no' : 'maybe',
		...basic.map(selector => both(basicRecords(selector, bucket), not(selector.at('ReadWriteType').is(half === 'read' ? 'WriteOnly' : 'ReadOnly')))),
		...advanced.map(selector => advancedRecords(selector, half, bucket)),
	);
}

function basicRecords(selector: Property, bucket: Resource | undefined): Answer {
	const resources = selector.at('DataResources').items;
	return either(resources.complete === 'yes' ? 'no' : 'maybe', ...resources.map((resource): Answer => {
		const values = resource.at('Values').items;
		const reached = bucket ? either(values.complete === 'yes' ? 'no' : 'maybe', ...values.map(value => reaches(value, bucket))) : 'yes';
		return both(resource.at('Type').is(OBJECTS), reached);
	}));
}

function advancedRecords(selector: Property, half: Half, bucket: Resource | undefined): Answer {
	if (selector.at('FieldSelectors').items.complete !== 'yes') return 'maybe';
	const fields = selector.all('FieldSelectors[]');
	const wants = (name: string) => fields.filter(field => field.at('Field').is(name) === 'yes');
	const objects = wants('resources.type').flatMap(field => field.all('Equals[]')).map(one => one.is(OBJECTS));
	const readOnly = wants('readOnly').flatMap(field => field.all('Equals[]')).map(one => one.is(half === 'read' ? 'false' : 'true'));
	const named = wants('resources.ARN');
	const begins = named.flatMap(field => ['Equals[]', 'StartsWith[]'].flatMap(path => field.all(path)));
	// A field can also be told by its end, or by what it is not.
	const whole = named.every(field => ['NotEquals', 'NotStartsWith', 'EndsWith', 'NotEndsWith'].every(name => field.at(name).exists === 'no'));
	const reached = !bucket || named.length === 0 ? 'yes' : whole ? either(...begins.map(value => reaches(value, bucket))) : 'maybe';
	return both(either('no', ...objects), reached, readOnly.length > 0 ? not(either(...readOnly)) : 'yes');
}

/** Whether objects of the bucket can begin with the ARN: `arn:aws:s3`, `arn:aws:s3:::`, `arn:aws:s3:::logs/2026`. Whether one without the slash counts, AWS does not say. */
function reaches(value: Property, bucket: Resource): Answer {
	const parts = canonical(value);
	return parts ? intersects(pattern([...parts, '*']), pattern(bucketArn(bucket, '/*'))) : 'maybe';
}
